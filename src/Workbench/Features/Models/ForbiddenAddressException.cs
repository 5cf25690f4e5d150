namespace Workbench.Features.Models;

/// <summary>An endpoint's name led to an address that no model lives at.</summary>
internal sealed class ForbiddenAddressException(string message) : Exception(message);
