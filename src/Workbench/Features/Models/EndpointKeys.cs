using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Workbench.Features.Models;

/// <summary>Keys at rest. What comes out of here goes into a request's header and nowhere else.</summary>
public sealed class EndpointKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Workbench.Models.EndpointKeys");

    internal string Protect(string key) => _protector.Protect(key);

    /// <exception cref="ModelException">The key was protected with keys that are gone.</exception>
    internal string? Reveal(string? protectedKey)
    {
        try
        {
            return protectedKey is null ? null : _protector.Unprotect(protectedKey);
        }
        catch (CryptographicException error)
        {
            throw new ModelException(ModelFault.KeyRejected, "The stored key cannot be read any more: it was protected on another database. Enter it again on the Models page.", inner: error);
        }
    }
}
