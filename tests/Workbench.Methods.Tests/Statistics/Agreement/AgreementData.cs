using System.Globalization;
using Workbench.Methods.Statistics.Agreement;

namespace Workbench.Methods.Tests.Statistics.Agreement;

/// <summary>Published tables, as text; numbers from reference/vectors.json (statsmodels 0.13.5, fast-krippendorff, irrCAC).</summary>
internal static class AgreementData
{
    internal static readonly string[] Wikipedia3Coders =
        ["*,*,*,*,*,3,4,1,2,1,1,3,3,*,3", "1,*,2,1,3,3,4,3,*,*,*,*,*,*,*", "*,*,2,1,3,4,4,*,2,1,1,3,3,*,4"];

    internal static readonly string[] Krippendorff4Coders =
        ["1,2,3,3,2,1,4,1,2,*,*,*", "1,2,3,3,2,2,4,1,2,5,*,3", "*,3,3,3,2,3,4,2,2,5,1,*", "1,2,3,3,2,4,4,1,2,5,1,*"];

    /// <summary>
    /// The units of gwet_raw_4raters with their raters as in irrCAC's cac.raw4raters; who rated what matters to Conger's
    /// kappa only, and differs there from Krippendorff's printed table.
    /// </summary>
    internal static readonly string[] IrrCac4Raters =
        ["1,2,3,3,2,1,4,1,2,*,*,*", "1,2,3,3,2,2,4,1,2,5,*,*", "*,3,3,3,2,3,4,2,2,5,1,3", "1,2,3,3,2,4,4,1,2,5,1,*"];

    internal static readonly int[][] FleissWikipedia =
    [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ];

    /// <summary>Codes 0 … q − 1 stand for the printed 1 … q; the values stay as printed.</summary>
    internal static RatingTable Table(string[] rows, int categories)
    {
        var parsed = rows.Select(row => row.Split(',')
            .Select(cell => cell == "*" ? (int?)null : int.Parse(cell, CultureInfo.InvariantCulture) - 1).ToArray()).ToArray();
        return RatingTable.FromRows(parsed, categories, [.. Enumerable.Range(1, categories).Select(x => (double)x)]);
    }
}
