namespace Workbench.Features.Models;

/// <summary>Looks for model servers at the addresses where they usually listen on one's own machine.</summary>
public sealed class LocalServers(IReadOnlyList<(string Name, string Address)> places, TimeProvider time) : IDisposable
{
    /// <summary>The default addresses of the servers' own manuals.</summary>
    public static IReadOnlyList<(string Name, string Address)> Usual { get; } =
    [
        ("Ollama", "http://localhost:11434/v1"),
        ("LM Studio", "http://localhost:1234/v1"),
        ("vLLM", "http://localhost:8000/v1"),
        ("llama.cpp", "http://localhost:8080/v1"),
    ];

    // Something that runs on this machine answers at once.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    private readonly HttpClient _http = EndpointHttp.Create(key: null);

    public async Task<IReadOnlyList<LocalServer>> FindAsync(CancellationToken ct)
    {
        var found = await Task.WhenAll(places.Select(place => LookAsync(place.Name, place.Address, ct)));
        return [.. found.OfType<LocalServer>()];
    }

    public void Dispose() => _http.Dispose();

    private async Task<LocalServer?> LookAsync(string name, string address, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using var response = await _http.GetAsync(new Uri(address + "/models"), either.Token);
            return response.IsSuccessStatusCode && ModelList.Read(await response.Content.ReadAsStringAsync(either.Token)) is { } models
                ? new LocalServer(name, address, models)
                : null;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
