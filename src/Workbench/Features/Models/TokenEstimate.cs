using Microsoft.ML.Tokenizers;
using Workbench.Methods.Personalization;

namespace Workbench.Features.Models;

/// <summary>
/// About how many tokens a request takes, by the o200k vocabulary that ships with the program. Other models count
/// otherwise; the endpoint's own count is stored with each output.
/// </summary>
public static class TokenEstimate
{
    // What the chat format adds around each message and before the reply (OpenAI cookbook, "How to count tokens").
    private const int TokensPerMessage = 3;
    private const int TokensOfReplyStart = 3;

    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Count(IReadOnlyList<PromptMessage> messages) =>
        TokensOfReplyStart + messages.Sum(m => TokensPerMessage + Count(m.Role) + Count(m.Content));

    public static int Count(string text) => Tokenizer.Value.CountTokens(text);
}
