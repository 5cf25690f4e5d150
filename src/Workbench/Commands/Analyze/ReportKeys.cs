namespace Workbench.Commands.Analyze;

/// <summary>
/// Which keys of the report are wanted (<c>--only bradley_terry,elo</c>). A key stands for everything below it, and a key
/// below another is enough for the outer object to appear.
/// </summary>
public sealed class ReportKeys
{
    private static readonly Dictionary<string, string> Parents = new(StringComparer.Ordinal)
    {
        ["systems"] = "",
        ["win_rate"] = "systems",
        ["decisive_win_rate"] = "systems",
        ["bradley_terry"] = "systems",
        ["elo"] = "systems",
        ["length_controlled_win_rate"] = "systems",
        ["pairs"] = "",
        ["ratings"] = "",
        ["agreement"] = "",
        ["percent"] = "agreement",
        ["krippendorff_alpha"] = "agreement",
        ["gwet_ac1"] = "agreement",
        ["fleiss_kappa"] = "agreement",
        ["gwet_ac2"] = "agreement",
        ["conger_kappa"] = "agreement",
        ["brennan_prediger"] = "agreement",
        ["cohen_kappa"] = "agreement",
        ["majority"] = "agreement",
        ["unanimous"] = "agreement",
        ["position"] = "",
        ["model_raters"] = "",
        ["order_consistency"] = "model_raters",
        ["versus_majority"] = "model_raters",
        ["versus_votes"] = "model_raters",
        ["alt_test"] = "model_raters",
        ["calibration"] = "model_raters",
        ["ppi"] = "model_raters",
        ["rogan_gladen"] = "model_raters",
        ["risk_coverage"] = "model_raters",
        ["gap"] = "model_raters",
        ["tie_rate"] = "model_raters",
        ["length_bias"] = "model_raters",
        ["mention_bias"] = "model_raters",
        ["self_preference"] = "model_raters",
        ["model_pairs"] = "",
        ["annotators"] = "",
        ["truth_models"] = "",
        ["dawid_skene"] = "truth_models",
        ["one_coin"] = "truth_models",
        ["mace"] = "truth_models",
        ["glad"] = "truth_models",
        ["covariates"] = "",
        ["personas"] = "",
        ["cold_start"] = "",
        ["multiplicity"] = "",
        ["counts"] = "",
    };

    private readonly HashSet<string> _wanted;

    private ReportKeys(HashSet<string> wanted)
    {
        _wanted = wanted;
    }

    public static ReportKeys All { get; } = new([]);

    /// <summary>Parses a comma-separated list; an unknown key is an error that names the known ones.</summary>
    public static ReportKeys Parse(string? text)
    {
        string[] keys = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var key in keys)
        {
            if (!Parents.ContainsKey(key))
                throw new CommandFailedException($"--only: '{key}' is no key; there are {string.Join(", ", Parents.Keys)}");
        }

        return new ReportKeys([.. keys]);
    }

    /// <summary>True where a key is wanted itself, or one above it, or one below it.</summary>
    public bool Wants(string key) => _wanted.Count == 0 || Above(key) || _wanted.Any(wanted => IsBelow(wanted, key));

    /// <summary>True where a key is wanted by name, or one above or below it: enough to compute what a large file gets on request only.</summary>
    public bool Asks(string key) => _wanted.Count > 0 && Wants(key);

    /// <summary>True where a single value is wanted: the key itself or one above it.</summary>
    private bool Above(string key)
    {
        for (var at = key; at.Length > 0; at = Parents[at])
        {
            if (_wanted.Contains(at))
                return true;
        }

        return false;
    }

    private static bool IsBelow(string key, string ancestor)
    {
        for (var at = Parents[key]; at.Length > 0; at = Parents[at])
        {
            if (at == ancestor)
                return true;
        }

        return false;
    }
}
