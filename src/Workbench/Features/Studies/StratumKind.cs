namespace Workbench.Features.Studies;

public enum StratumKind
{
    Persona,
    PromptCategory,
    ConditionPair,
}
