using System.Reflection;
using System.Text.Json.Nodes;
using Workbench.Methods.Judgments;

namespace Workbench.Commands.Analyze;

/// <summary>The whole report of <c>analyze</c> as JSON; the text output is drawn from the same object.</summary>
internal static class JudgmentReport
{
    /// <param name="read">All judgments as read.</param>
    /// <param name="options">Settings.</param>
    /// <param name="labels">Where soft labels are written, or null.</param>
    public static JsonObject Of(JudgmentSet read, ReportOptions options, Stream? labels = null)
    {
        var set = read.WithoutDuplicates();
        var criteria = new JsonObject();
        var firsts = new List<(string Key, JudgmentSet Resolved)>();
        foreach (var (key, slice, guests) in Slices(set))
        {
            var report = CriterionReport.Of(slice, guests, key, options, labels);
            if (slice.Count > 0 && JudgmentFields.NameOf(slice.Perspective[0]) is { } perspective)
                report["perspective"] = perspective;
            criteria[key] = report;
            // The first slice of a criterion bears its name; other perspectives are other questions.
            if (options.Only.Wants("multiplicity") && slice.Count > 0 && set.Criteria[slice.Criterion[0]] == key)
                firsts.Add((key, slice.Resolve(options.Orders)));
        }

        var whole = new JsonObject
        {
            ["program"] = new JsonObject
            {
                ["version"] = Version,
                ["seed"] = options.Seed,
                ["confidence_level"] = options.Level,
                ["orders"] = options.Orders.ToString().ToLowerInvariant(),
            },
            ["counts"] = Counts(set),
            ["criteria"] = criteria,
        };
        if (firsts.Count > 0)
            whole["multiplicity"] = MultiplicityReport.Of(firsts, options);
        return whole;
    }

    public static string Version { get; } =
        typeof(JudgmentReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static JsonObject Counts(JudgmentSet set)
    {
        var scored = 0;
        var items = new HashSet<int>();
        var (human, model) = (new HashSet<int>(), new HashSet<int>());
        var (item, rater, kind) = (set.Item.ToArray(), set.Rater.ToArray(), set.Kind.ToArray());
        for (var row = 0; row < set.Count; row++)
        {
            scored += set.IsScored(row) ? 1 : 0;
            items.Add(item[row]);
            if (rater[row] >= 0)
                (kind[row] == RaterKind.Human ? human : model).Add(rater[row]);
        }

        return new JsonObject
        {
            ["judgments"] = set.Count,
            ["scored"] = scored,
            ["unscored"] = set.Count - scored,
            ["items"] = items.Count,
            ["raters_human"] = human.Count,
            ["raters_model"] = model.Count,
            ["duplicates_dropped"] = set.DuplicatesDropped,
        };
    }

    /// <summary>
    /// One slice a criterion and perspective. Perspectives are never pooled: where a criterion has several, the one with
    /// people and the most judgments keeps the criterion's name, the others are <c>criterion (perspective)</c>. Guests are the models' rows of
    /// perspectives that no person took: they are compared with the people of the first, and pooled with nobody.
    /// </summary>
    private static IEnumerable<(string Key, JudgmentSet Slice, JudgmentSet Guests)> Slices(JudgmentSet set)
    {
        var groups = new Dictionary<(int Criterion, Perspective Perspective), List<int>>();
        var (criterion, perspective) = (set.Criterion.ToArray(), set.Perspective.ToArray());
        for (var row = 0; row < set.Count; row++)
        {
            if (!groups.TryGetValue((criterion[row], perspective[row]), out var rows))
                groups[(criterion[row], perspective[row])] = rows = [];
            rows.Add(row);
        }

        var kind = set.Kind.ToArray();
        foreach (var group in groups.GroupBy(entry => entry.Key.Criterion))
        {
            var ordered = group.OrderByDescending(entry => entry.Value.Exists(row => kind[row] == RaterKind.Human)).ThenByDescending(entry => entry.Value.Count).ThenBy(entry => entry.Key.Perspective).ToList();
            int[] guests = [.. ordered.Skip(1).Where(entry => entry.Value.TrueForAll(row => kind[row] == RaterKind.Model)).SelectMany(entry => entry.Value).Order()];
            for (var at = 0; at < ordered.Count; at++)
            {
                var name = set.Criteria[group.Key];
                yield return at == 0
                    ? (name, set.Rows([.. ordered[0].Value]), set.Rows(guests))
                    : ($"{name} ({JudgmentFields.NameOf(ordered[at].Key.Perspective) ?? "perspective not recorded"})", set.Rows([.. ordered[at].Value]), JudgmentSet.Empty);
            }
        }
    }
}
