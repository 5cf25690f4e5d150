using System.Globalization;
using System.Net;
using Workbench.Features.Studies;
using Workbench.Methods.Personalization;

namespace Workbench.Features.Models;

/// <summary>Tries an endpoint the way a study would use it: lists its models, then asks one of them a word.</summary>
public sealed class EndpointProbe(TimeProvider time)
{
    private const int MaxModelsNamed = 6;
    private const int MaxBody = 4 * 1024 * 1024;
    private const int ListSeconds = 15;
    private const int CallTokens = 16;

    /// <exception cref="ModelException">What is wrong, where the server could not be understood at all.</exception>
    public async Task<EndpointCheck> CheckAsync(EndpointDraft draft, string? key, CancellationToken ct)
    {
        var address = EndpointAddress.Parse(draft.Address).Address!;
        using var http = EndpointHttp.Create(key);
        http.MaxResponseContentBufferSize = MaxBody;
        var listed = await ListAsync(http, address, key, ct);
        if (listed.Models is null && listed.Fault is not { Fault: ModelFault.NotFound or ModelFault.Malformed })
            return EndpointCheck.Failed(listed.Fault!.Message);
        if (listed.Models is null && !address.EndsWith("/v1", StringComparison.OrdinalIgnoreCase)
            && await ListAsync(http, address + "/v1", key, ct) is { Models: not null } or { Fault.Fault: ModelFault.KeyRejected })
            return EndpointCheck.Failed($"{address} is not the base address of an OpenAI-compatible server, but {address}/v1 is.") with { BetterAddress = address + "/v1" };
        var model = draft.Model.Trim();
        if (listed.Models is null && model.Length == 0)
            return EndpointCheck.Failed(listed.Fault!.Fault == ModelFault.NotFound
                ? $"A server answers, but there is no list of models at {address}/models (404). Is the address right? It usually ends in /v1."
                : $"Something answers at {address}, but not in the OpenAI protocol. Is another program listening there?");
        if (listed.Models is { } models)
        {
            if (model.Length == 0)
                return new(models.Count > 0, models.Count > 0
                    ? $"The server answers and has {Count(models.Count)}. Choose one, then test again."
                    : "The server answers, but has no models. Load one there first.", models);
            if (!models.Contains(model) && !models.Contains(model + ":latest"))
                return new(false, $"The server answers, but has no model named {model}. {Named(models)}", models);
        }
        return await AskAsync(draft, address, key, listed.Models ?? [], ct);
    }

    private async Task<(IReadOnlyList<string>? Models, ModelException? Fault)> ListAsync(HttpClient http, string address, string? key, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(ListSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using var response = await http.GetAsync(new Uri(address + "/models"), either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
                return (null, ModelFaults.FromStatus((int)response.StatusCode, ModelFaults.Redact(ModelFaults.ServerMessage(body), key), key is not null));
            return ModelList.Read(body) is { } models
                ? (models, null)
                : (null, new ModelException(ModelFault.Malformed, "The list of models could not be read."));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, ModelFaults.Timeout(ListSeconds));
        }
        catch (HttpRequestException error)
        {
            return (null, ModelFaults.FromNetwork(error, new Uri(address)));
        }
    }

    private async Task<EndpointCheck> AskAsync(EndpointDraft draft, string address, string? key, IReadOnlyList<string> models, CancellationToken ct)
    {
        var row = new ModelEndpoint { Id = Guid.Empty, Name = draft.Name, Kind = EndpointKind.OpenAiCompatible, CreatedAt = default };
        draft.ApplyTo(row);
        using var limiter = new EndpointLimiter(time);
        using var connection = new ModelConnection(EndpointSettings.Of(row), key, limiter, time);
        var model = draft.Model.Trim();
        try
        {
            var reply = await connection.AskAsync(new ModelRequest
            {
                Address = address,
                Model = model,
                Messages = [new PromptMessage("user", "Answer with the one word: ready")],
                Decoding = new Decoding { Temperature = null, MaxOutputTokens = CallTokens },
            }, ct);
            var took = reply.LatencyMilliseconds!.Value.ToString("N0", CultureInfo.InvariantCulture);
            return new(true, $"{model} answered in {took} ms.{(models.Count == 0 ? " The server lists no models." : "")}", models);
        }
        catch (ModelException fault)
        {
            var hint = fault.Message.Contains("max_completion_tokens", StringComparison.Ordinal) && !draft.UsesMaxTokens ? " Switch on 'older servers: max_tokens' below."
                : fault.Message.Contains("max_tokens", StringComparison.Ordinal) && draft.UsesMaxTokens ? " Switch off 'older servers: max_tokens' below."
                : fault.Fault == ModelFault.NotFound && models.Count == 0 ? " Is the address right? It usually ends in /v1." : "";
            return new(false, models.Count > 0 ? $"The server lists its models, but a call to {model} failed. {fault.Message}{hint}" : fault.Message + hint, models);
        }
    }

    private static string Named(IReadOnlyList<string> models) => models.Count switch
    {
        0 => "It has none at all: load one there first.",
        <= MaxModelsNamed => $"It has {string.Join(", ", models)}.",
        _ => $"It has {string.Join(", ", models.Take(MaxModelsNamed))} and {(models.Count - MaxModelsNamed).ToString(CultureInfo.InvariantCulture)} more.",
    };

    private static string Count(int models) => models == 1 ? "1 model" : $"{models.ToString(CultureInfo.InvariantCulture)} models";
}
