using Microsoft.EntityFrameworkCore;
using Workbench.Data;
using Workbench.Features.Models;
using Workbench.Features.Studies;
using Workbench.Jobs;
using Workbench.Methods.Personas;
using Workbench.Shared.Feed;

namespace Workbench.Features.Generation;

/// <summary>Makes one claimed output: composes the frozen request again, asks, writes what came of it.</summary>
public sealed class OutputGeneration(
    Database database, WorkQueue<Output> queue, ModelClient client, Backoff backoff, ChangeFeed feed, TimeProvider time, ILogger<OutputGeneration> logger)
{
    public async Task RunAsync(Output output, CancellationToken ct)
    {
        try
        {
            var (planned, endpoint) = await ComposeAsync(output, ct);
            try
            {
                var reply = await client.AskOnceAsync(endpoint.Id, planned.Request, ct);
                // Paid for: written even when the program is stopping.
                await queue.FinishAsync(output, row => Apply(row, planned, reply), CancellationToken.None);
            }
            catch (ModelException fault) when (fault.IsTransient && output.Attempts < endpoint.MaxAttempts)
            {
                var notBefore = Now + backoff.After(output.Attempts, fault.RetryAfter);
                await queue.FinishAsync(output, row => (row.State, row.NotBefore, row.Error) = (WorkState.Planned, notBefore, fault.Message), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await queue.ReleaseAsync(output, CancellationToken.None);
        }
        catch (ModelException fault)
        {
            await FailAsync(output, fault.Message);
        }
        catch (Exception error)
        {
            logger.LogError(error, "Output {Output} could not be generated", output.Id);
            await FailAsync(output, $"The program failed on this output ({error.GetType().Name}); the log says more.");
        }
        feed.Announce(ChangeFeed.Study(output.StudyId));
    }

    private async Task<(PlannedRequest, ModelEndpoint)> ComposeAsync(Output output, CancellationToken ct)
    {
        var (persona, prompt, condition, endpoint) = await database.ReadAsync(async db => (
            await db.Set<StudyPersona>().SingleAsync(p => p.Id == output.StudyPersonaId, ct),
            await db.Set<StudyPrompt>().SingleAsync(p => p.Id == output.StudyPromptId, ct),
            await db.Set<Condition>().SingleAsync(c => c.Id == output.ConditionId, ct),
            await db.Set<ModelEndpoint>().SingleOrDefaultAsync(e => e.Id == output.EndpointId, ct)), ct);
        if (endpoint is null)
            throw new ModelException(ModelFault.NotConnected, "No model is connected to this condition.");
        var planned = PlannedRequest.Compose(condition.Design, endpoint.Address, PersonaJson.Read(persona.Json), prompt.Text, output.Sample);
        return planned.Request.Hash() == output.RequestHash
            ? (planned, endpoint)
            : throw new ModelException(ModelFault.NotConnected,
                $"Not sent: this is no longer the request that was frozen at launch. The address of {endpoint.Name} or the program's template has changed since; set the address back, or launch a copy of the study.");
    }

    private void Apply(Output row, PlannedRequest planned, ModelReply reply)
    {
        (row.State, row.FinishedAt, row.Error, row.NotBefore) = (WorkState.Done, Now, null, null);
        (row.Messages, row.ItemsShown) = (planned.Request.Messages, planned.ItemsShown);
        (row.Text, row.Model, row.FinishReason, row.Fingerprint) = (reply.Text, reply.Model, reply.FinishReason, reply.Fingerprint);
        (row.InputTokens, row.OutputTokens, row.LatencyMilliseconds) = (reply.InputTokens, reply.OutputTokens, reply.LatencyMilliseconds);
        (row.Cost, row.Origin) = (reply.Cost, reply.Origin);
    }

    private Task<bool> FailAsync(Output output, string message) =>
        queue.FinishAsync(output, row => (row.State, row.Error, row.FinishedAt, row.NotBefore) = (WorkState.Failed, message, Now, null), CancellationToken.None);

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
