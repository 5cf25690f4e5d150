using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Methods.Personalization;
using Workbench.Methods.Personas;

namespace Workbench.Features.Generation;

/// <summary>The request of one output, with the persona items that stand in it. Preview, launch and generation all compose it here.</summary>
public sealed record PlannedRequest(ModelRequest Request, IReadOnlyList<string> ItemsShown)
{
    /// <param name="condition">Technique, model and decoding settings.</param>
    /// <param name="address">The address of the condition's endpoint.</param>
    /// <param name="persona">The person the answer is for.</param>
    /// <param name="prompt">What the user asks, verbatim.</param>
    /// <param name="sample">Which of the samples, from 0.</param>
    /// <exception cref="ArgumentException">The technique or one of its parameters is unknown.</exception>
    public static PlannedRequest Compose(ConditionDesign condition, string address, Persona persona, string prompt, int sample)
    {
        var composed = Techniques.Get(condition.Technique).Compose(persona, prompt, condition.Parameters);
        return new(new ModelRequest
        {
            Address = address,
            Model = condition.Model,
            Messages = composed.Messages,
            Decoding = condition.Decoding,
            Sample = sample,
        }, composed.ItemsShown);
    }
}
