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
        _ when set.HasPersonas => Of(set, ClusterBy.Persona),
        _ when set.HasPrompts => Of(set, ClusterBy.Prompt),
        _ when ItemsRepeat(set) => Of(set, ClusterBy.Item),
        _ => (null, "row"),
    };

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
