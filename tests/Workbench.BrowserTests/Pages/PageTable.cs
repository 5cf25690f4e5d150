using Microsoft.Playwright;

namespace Workbench.BrowserTests.Pages;

/// <summary>Every page of the program. Whoever adds a route adds its line, and the page is looked at like all others.</summary>
internal static class PageTable
{
    public static IReadOnlyList<PageOfTheProgram> All { get; } =
    [
        new("/", _ => ""),
        new("/account", _ => "account") { IsStatic = true },
        new("/account/accept", _ => "account/accept") { IsStatic = true },
        new("/account/signin", _ => "account/signin") { IsStatic = true },
        new("/setup", _ => "setup") { IsStatic = true },
        new("/join", _ => "join") { IsStatic = true },
        new("/join/{Token}", _ => "join/not-a-token") { IsStatic = true },
        new("/crowd/{Token}", _ => "crowd/not-a-token") { IsStatic = true },
        new("/accounts", _ => "accounts") { Shows = "form" },
        new("/judge", _ => "judge") { Shows = ".empty" },
        new("/help", _ => "help"),
        new("/help/{Name}", _ => "help/statistics"),
        new("/studies/{Id:guid}/people", places => $"studies/{places.SampleStudy}/people") { Shows = "form" },
        new("/status/{Code:int}", _ => "status/404") { IsStatic = true },
        new("/error", _ => "error") { IsStatic = true },
        new("/not-found", _ => "not-found"),
        new("/studies", _ => "studies") { Shows = "table" },
        new("/studies/new", _ => "studies/new"),
        new("/studies/{StudyId:guid}/design", places => $"studies/{places.DraftStudy}/design?step=check") { Shows = ".message-pane" },
        new("/studies/{Id:guid}/generate", places => $"studies/{places.SampleStudy}/generate") { Shows = ".progress-line" },
        new("/studies/{Id:guid}/outputs", places => $"studies/{places.SampleStudy}/outputs") { Shows = ".cell" },
        new("/studies/{Id:guid}/annotate", places => $"studies/{places.SampleStudy}/annotate") { Shows = ".progress-line" },
        new("/studies/{Id:guid}/review", places => $"studies/{places.SampleStudy}/review") { Shows = "[data-table=review]" },
        new("/studies/{Id:guid}/try", places => $"studies/{places.SampleStudy}/try") { Shows = "button:has-text('Begin the trial')" },
        new("/judge/{StudyId:guid}", places => $"judge/{places.SampleStudy}") { Shows = "button:has-text('Begin')" },
        new("/studies/{Id:guid}/data", places => $"studies/{places.SampleStudy}/data") { Shows = "table.datasets" },
        new("/personas", _ => "personas") { Shows = "table" },
        new("/personas/import", _ => "personas/import"),
        new("/personas/new", _ => "personas/new") { Shows = "#style_note" },
        new("/personas/{Id:guid}", places => $"personas/{places.Persona}") { Shows = "dl.facts" },
        new("/personas/{Id:guid}/edit", places => $"personas/{places.Persona}/edit") { Shows = "#documents-0-text" },
        new("/prompts", _ => "prompts") { Shows = "ul.rows" },
        new("/prompts/add", _ => "prompts/add"),
        new("/models", _ => "models") { Shows = ".endpoint" },
        new("/models/new", _ => "models/new"),
        new("/models/{Id:guid}", places => $"models/{places.Endpoint}"),
        new("/studies/{Id:guid}/results", places => $"studies/{places.SampleStudy}/results") { Shows = "[data-answer] .main-svg" },
    ];

    /// <summary>Further faces of a route: steps, states, filters.</summary>
    public static IReadOnlyList<PageOfTheProgram> Faces { get; } =
    [
        new("design, question", places => $"studies/{places.DraftStudy}/design?step=question"),
        new("design, personas", places => $"studies/{places.DraftStudy}/design?step=personas") { Shows = ".picks" },
        new("design, prompts", places => $"studies/{places.DraftStudy}/design?step=prompts") { Shows = ".picks" },
        new("design, conditions", places => $"studies/{places.DraftStudy}/design?step=conditions") { Shows = "[name=samples]" },
        new("design, judging", places => $"studies/{places.DraftStudy}/design?step=judging") { Shows = "[name=perspective]" },
        new("annotate, a rater", places => $"studies/{places.SampleStudy}/annotate")
        {
            Shows = "[data-table=judgments]",
            Prepare = page => page.Locator("[data-table=raters] a.row-link", new() { HasText = "simulated" }).First.ClickAsync(),
        },
        new("review, a pair", places => $"studies/{places.SampleStudy}/review")
        {
            Shows = "[data-part=verdicts] li",
            Prepare = page => page.Locator("[data-table=review] a.row-link").First.ClickAsync(),
        },
        new("try, empty study", places => $"studies/{places.DraftStudy}/try") { Shows = ".empty" },
        new("review, empty study", places => $"studies/{places.DraftStudy}/review") { Shows = ".empty" },
        new("outputs, what differs and how it was made", places => $"studies/{places.SampleStudy}/outputs")
        {
            Shows = "ins, del",
            Prepare = async page =>
            {
                await page.Locator("details.made summary").First.ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Show what differs" }).First.ClickAsync();
            },
        },
        new("results, all numbers", places => $"studies/{places.SampleStudy}/results")
        {
            Shows = "[data-metric-about]",
            Prepare = async page =>
            {
                await page.Locator("#all-numbers button").First.ClickAsync();
                await page.Locator("tr[data-metric='win_rate'] button").ClickAsync();
            },
        },
        new("design, frozen", places => $"studies/{places.SampleStudy}/design") { Shows = "dl.facts" },
    ];
}
