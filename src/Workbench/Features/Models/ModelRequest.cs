using System.Security.Cryptography;
using System.Text.Json;
using Workbench.Data;
using Workbench.Features.Studies;
using Workbench.Methods.Personalization;

namespace Workbench.Features.Models;

/// <summary>
/// The whole of what a model is asked, and nothing else: two equal requests are the same question. The sample number
/// is part of it, so that several samples of one prompt are several calls, while equal non-personalized requests of
/// different personas are one.
/// </summary>
public sealed record ModelRequest
{
    /// <summary>The address of a recorded endpoint, which has none.</summary>
    public const string RecordedAddress = "recorded";

    public required string Address { get; init; }
    public required string Model { get; init; }
    public required IReadOnlyList<PromptMessage> Messages { get; init; }
    public required Decoding Decoding { get; init; }
    public int Sample { get; init; }

    /// <summary>SHA-256 over the request's JSON, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, JsonColumn.Options)));
}
