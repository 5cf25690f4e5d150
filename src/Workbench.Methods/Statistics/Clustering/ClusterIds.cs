using Workbench.Methods.Judgments;

namespace Workbench.Methods.Statistics.Clustering;

/// <summary>The cluster of each row of a set of judgments.</summary>
public static class ClusterIds
{
    /// <summary>The clusters asked for, and what they are called; null ids where the data cannot tell them.</summary>
    /// <param name="set">The judgments.</param>
    /// <param name="by">What is asked for; <see cref="ClusterBy.Auto"/> takes the first that the data has.</param>
    public static (int[]? Ids, string Unit) Of(JudgmentSet set, ClusterBy by) => by switch
    {
        ClusterBy.Persona or ClusterBy.PersonaAndRater => (set.HasPersonas ? set.Persona.ToArray() : null, "persona"),
        ClusterBy.Prompt => (set.HasPrompts ? set.Prompt.ToArray() : null, "prompt"),
        ClusterBy.Rater => (set.HasRaters ? set.Rater.ToArray() : null, "rater"),
        ClusterBy.Item => (set.Item.ToArray(), "item"),
        ClusterBy.None => (null, "row"),
        _ when AtLeast(set.Persona, set.Personas.Count, 2) => Of(set, ClusterBy.Persona),
        _ when AtLeast(set.Prompt, set.Prompts.Count, ScoreMean.FewClusters) => Of(set, ClusterBy.Prompt),
        _ when ItemsRepeat(set) => Of(set, ClusterBy.Item),
        _ => (null, "row"),
    };

    private static bool AtLeast(ReadOnlySpan<int> ids, int known, int count)
    {
        if (known < count)
            return false;
        var seen = new bool[known];
        var found = 0;
        foreach (var id in ids)
        {
            if (id < 0 || seen[id])
                continue;
            seen[id] = true;
            if (++found == count)
                return true;
        }

        return false;
    }

    private static bool ItemsRepeat(JudgmentSet set)
    {
        var seen = new bool[set.Items.Count];
        foreach (var item in set.Item)
        {
            if (item < 0)
                continue;
            if (seen[item])
                return true;
            seen[item] = true;
        }

        return false;
    }
}
