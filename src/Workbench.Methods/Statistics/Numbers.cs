using System.Globalization;

namespace Workbench.Methods.Statistics;

/// <summary>Numbers as text for settings: invariant culture, round trip.</summary>
internal static class Numbers
{
    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    internal static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
