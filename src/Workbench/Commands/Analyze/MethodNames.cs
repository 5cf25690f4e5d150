using Workbench.Methods.Statistics.Clustering;
using Workbench.Methods.Statistics.Multiplicity;
using Workbench.Methods.Statistics.Proportions;
using Workbench.Methods.Statistics.Rankings;
using Workbench.Methods.Statistics.WinRates;

namespace Workbench.Commands.Analyze;

/// <summary>What methods are called on the command line.</summary>
internal static class MethodNames
{
    public static readonly IReadOnlyDictionary<string, ClusterBy> Clusters = new Dictionary<string, ClusterBy>
    {
        ["auto"] = ClusterBy.Auto,
        ["persona"] = ClusterBy.Persona,
        ["prompt"] = ClusterBy.Prompt,
        ["rater"] = ClusterBy.Rater,
        ["item"] = ClusterBy.Item,
        ["persona+rater"] = ClusterBy.PersonaAndRater,
        ["none"] = ClusterBy.None,
    };

    public static readonly IReadOnlyDictionary<string, WinRateInterval> Intervals = new Dictionary<string, WinRateInterval>
    {
        ["bootstrap"] = WinRateInterval.Bootstrap,
        ["bca"] = WinRateInterval.BootstrapBca,
        ["cr1"] = WinRateInterval.Cr1,
        ["independent"] = WinRateInterval.Independent,
        ["wilson"] = WinRateInterval.Wilson,
        ["clopper-pearson"] = WinRateInterval.ClopperPearson,
        ["jeffreys"] = WinRateInterval.Jeffreys,
        ["agresti-coull"] = WinRateInterval.AgrestiCoull,
    };

    public static readonly IReadOnlyDictionary<string, TieModel> Ties = new Dictionary<string, TieModel>
    {
        ["half"] = TieModel.Half,
        ["davidson"] = TieModel.Davidson,
        ["rao-kupper"] = TieModel.RaoKupper,
    };

    public static readonly IReadOnlyDictionary<string, MultiplicityMethod> Adjustments = new Dictionary<string, MultiplicityMethod>
    {
        ["holm"] = MultiplicityMethod.Holm,
        ["bonferroni"] = MultiplicityMethod.Bonferroni,
        ["bh"] = MultiplicityMethod.BenjaminiHochberg,
        ["by"] = MultiplicityMethod.BenjaminiYekutieli,
    };

    /// <summary>The binomial interval that is asked for, which fits the decisive win rate where ties keep it from the win rate; null for any other.</summary>
    public static ProportionMethod? Binomial(WinRateInterval? interval) => interval switch
    {
        WinRateInterval.Wilson => ProportionMethod.Wilson,
        WinRateInterval.ClopperPearson => ProportionMethod.ClopperPearson,
        WinRateInterval.Jeffreys => ProportionMethod.Jeffreys,
        WinRateInterval.AgrestiCoull => ProportionMethod.AgrestiCoull,
        _ => null,
    };

    public static T Parse<T>(IReadOnlyDictionary<string, T> names, string option, string name) => names.TryGetValue(name, out var found)
        ? found
        : throw new CommandFailedException($"{option}: '{name}' is none; there are {string.Join(", ", names.Keys)}");

    public static string NameOf<T>(IReadOnlyDictionary<string, T> names, T value) => names.First(name => Equals(name.Value, value)).Key;
}
