using System.Text.RegularExpressions;
using Workbench.Testing.OpenAi;
using Workbench.Testing.Programs;

namespace Workbench.BrowserTests.Journeys;

/// <summary>A test server as a program's endpoint, and its answers, each marked with the request that it answers.</summary>
internal static partial class EndpointSteps
{
    /// <summary>Settings that connect a program to the server without a browser.</summary>
    public static ProgramOptions Connected(OpenAiTestServer server, int atOnce, bool sampleData = true) => new()
    {
        Environment = new Dictionary<string, string>
        {
            ["Workbench__Endpoints__0__Name"] = "Laboratory",
            ["Workbench__Endpoints__0__Address"] = server.Address.AbsoluteUri,
            ["Workbench__Endpoints__0__Model"] = "test-model",
            ["Workbench__Endpoints__0__MaxConcurrency"] = atOnce.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Workbench__SampleData"] = sampleData ? "true" : "false",
        },
    };

    /// <summary>An answer like a model's, that only the test can trace back.</summary>
    public static string Marked(RecordedRequest request) => $"""
        **Begin small.** Write down what you know, and leave out what you only fear.

        1. Say it once, in one sentence.
        2. Wait a day before you add a second. (note {request.Hash[..12]})
        """;

    /// <summary>Whether the answer on the screen came from a request that told the model about a person.</summary>
    public static bool IsPersonalized(OpenAiTestServer server, string answer)
    {
        var mark = Mark().Match(answer).Groups[1].Value;
        return Asking(server).First(request => request.Hash.StartsWith(mark, StringComparison.Ordinal)).Messages.Any(message => message.Role == "system");
    }

    /// <summary>How often each of a study's requests came.</summary>
    public static IEnumerable<int> Asked(OpenAiTestServer server) => Asking(server).CountBy(request => request.Hash).Select(count => count.Value);

    /// <summary>A study's requests, without those of the Test button.</summary>
    public static IEnumerable<RecordedRequest> Asking(OpenAiTestServer server) =>
        server.ChatRequests.Where(request => !request.LastUserMessage.StartsWith("Answer with the one word", StringComparison.Ordinal));

    [GeneratedRegex(@"\(note ([0-9a-f]{12})\)")]
    private static partial Regex Mark();
}
