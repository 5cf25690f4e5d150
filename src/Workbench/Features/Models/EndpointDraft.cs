namespace Workbench.Features.Models;

/// <summary>What a researcher enters about a server of models.</summary>
public sealed record EndpointDraft
{
    public const int MaxNameLength = 80;
    public const int MaxKeyLength = 500;
    public const int MaxModelLength = 200;

    public string Name { get; init; } = "";
    public string Address { get; init; } = "";

    /// <summary>A new key; null or empty keeps the stored one.</summary>
    public string? Key { get; init; }

    public bool ForgetsKey { get; init; }
    public string Model { get; init; } = "";
    public int MaxConcurrency { get; init; } = 4;
    public int? RequestsPerMinute { get; init; }
    public int? TokensPerMinute { get; init; }
    public int TimeoutSeconds { get; init; } = 120;
    public int MaxAttempts { get; init; } = 5;
    public bool UsesMaxTokens { get; init; }
    public double? InputPrice { get; init; }
    public double? OutputPrice { get; init; }

    public static EndpointDraft Of(EndpointView view) => new()
    {
        Name = view.Name,
        Address = view.Address,
        Model = view.Model,
        MaxConcurrency = view.MaxConcurrency,
        RequestsPerMinute = view.RequestsPerMinute,
        TokensPerMinute = view.TokensPerMinute,
        TimeoutSeconds = view.TimeoutSeconds,
        MaxAttempts = view.MaxAttempts,
        UsesMaxTokens = view.UsesMaxTokens,
        InputPrice = view.InputPrice,
        OutputPrice = view.OutputPrice,
    };

    /// <summary>What must be mended before it can be saved, by the name of the property.</summary>
    public IReadOnlyDictionary<string, string> Problems()
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Name.Trim().Length is 0 or > MaxNameLength)
            problems[nameof(Name)] = Name.Trim().Length == 0 ? "Give it a name that you will recognise." : $"At most {MaxNameLength} characters fit.";
        if (EndpointAddress.Parse(Address).Problem is { } problem)
            problems[nameof(Address)] = problem;
        if (Key is { } key && (key.Trim().Length > MaxKeyLength || key.Trim().Any(c => c is < ' ' or > '~')))
            problems[nameof(Key)] = "A key is a short text of plain characters; this is something else.";
        if (Model.Trim().Length > MaxModelLength)
            problems[nameof(Model)] = $"At most {MaxModelLength} characters fit.";
        Within(nameof(MaxConcurrency), MaxConcurrency, 1, 64);
        Within(nameof(RequestsPerMinute), RequestsPerMinute, 1, 100_000);
        Within(nameof(TokensPerMinute), TokensPerMinute, 100, 100_000_000);
        Within(nameof(TimeoutSeconds), TimeoutSeconds, 5, 1_800);
        Within(nameof(MaxAttempts), MaxAttempts, 1, 20);
        Within(nameof(InputPrice), InputPrice, 0, 1_000_000);
        Within(nameof(OutputPrice), OutputPrice, 0, 1_000_000);
        return problems;

        void Within(string name, double? value, double least, double most)
        {
            if (value is { } number && !(number >= least && number <= most))
                problems[name] = FormattableString.Invariant($"Between {least:N0} and {most:N0}.");
        }
    }

    internal void ApplyTo(ModelEndpoint row)
    {
        (row.Name, row.Address, row.Model) = (Name.Trim(), EndpointAddress.Parse(Address).Address!, Model.Trim());
        (row.MaxConcurrency, row.RequestsPerMinute, row.TokensPerMinute) = (MaxConcurrency, RequestsPerMinute, TokensPerMinute);
        (row.TimeoutSeconds, row.MaxAttempts, row.UsesMaxTokens) = (TimeoutSeconds, MaxAttempts, UsesMaxTokens);
        (row.InputPrice, row.OutputPrice) = (InputPrice, OutputPrice);
    }

    /// <summary>Never the key: a draft may end in a log.</summary>
    public override string ToString() => $"{Name} at {Address}";
}
