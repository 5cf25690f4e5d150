namespace Workbench.Features.Datasets;

/// <summary>What stands for the prompt in a file that a trainer reads.</summary>
public enum PromptForm
{
    /// <summary>The user's words alone, as text: for models that are to please on average.</summary>
    Plain,

    /// <summary>The exact messages of the personalized condition, persona included: for models that are to follow a persona.</summary>
    Personalized,
}
