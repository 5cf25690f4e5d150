using Microsoft.Playwright;
using Workbench.BrowserTests.Browsing;

namespace Workbench.BrowserTests.Screenshots;

/// <summary>The pictures in wwwroot/docs/images, all taken from the sample data. Add a line, run <see cref="ScreenshotsOfTheManual"/>.</summary>
internal static class ScreenshotTable
{
    private const string Chart = "[data-answer] .main-svg";

    public static IReadOnlyList<Screenshot> All { get; } =
    [
        new("home", _ => ""),
        new("home", _ => "") { Theme = ColorScheme.Dark },
        new("home", _ => "") { Viewport = Viewport.Phone },
        new("personas", _ => "personas") { Shows = "table" },
        new("persona", places => $"personas/{places.Persona}") { Shows = "dl.facts" },
        new("persona-editor", places => $"personas/{places.Persona}/edit") { Shows = "#documents-0-text" },
        new("personas-import", _ => "personas/import"),
        new("prompts", _ => "prompts") { Shows = "ul.rows" },
        new("models", _ => "models") { Shows = ".endpoint" },
        new("model", _ => "models/new"),
        new("studies", _ => "studies") { Shows = "table" },
        new("design-personas", places => $"studies/{places.DraftStudy}/design?step=personas") { Shows = ".picks" },
        new("design-prompts", places => $"studies/{places.DraftStudy}/design?step=prompts") { Shows = ".picks" },
        new("design-conditions", places => $"studies/{places.DraftStudy}/design?step=conditions") { Shows = "[name=samples]" },
        new("design-check", places => $"studies/{places.DraftStudy}/design?step=check") { Shows = ".message-pane" },
        new("design-planning", places => $"studies/{places.DraftStudy}/design?step=check") { Shows = "[data-planning=sentence]", Prepare = page => ScrollToAsync(page, "planning-title") },
        new("design-planning", places => $"studies/{places.DraftStudy}/design?step=check") { Shows = "[data-planning=sentence]", Prepare = page => ScrollToAsync(page, "planning-title"), Viewport = Viewport.Phone },
        new("design-frozen", places => $"studies/{places.SampleStudy}/design") { Shows = "dl.facts" },
        new("generate", places => $"studies/{places.SampleStudy}/generate") { Shows = ".progress-line" },
        new("outputs", places => $"studies/{places.SampleStudy}/outputs") { Shows = ".cell" },
        new("outputs-diff", places => $"studies/{places.SampleStudy}/outputs") { Shows = ".cell", Prepare = ShowDifferencesAsync },
        new("outputs", places => $"studies/{places.SampleStudy}/outputs") { Shows = ".cell", Theme = ColorScheme.Dark },
        new("annotate", places => $"studies/{places.SampleStudy}/annotate") { Shows = ".progress-line" },
        new("annotate", places => $"studies/{places.SampleStudy}/annotate") { Shows = ".progress-line", Viewport = Viewport.Phone },
        new("annotate-rater", places => $"studies/{places.SampleStudy}/annotate") { Shows = "[data-table=raters]", Prepare = OpenRaterAsync },
        new("review", places => $"studies/{places.SampleStudy}/review") { Shows = "[data-table=review]" },
        new("review-pair", places => $"studies/{places.SampleStudy}/review") { Shows = "[data-table=review]", Prepare = OpenDisputedAsync },
        new("review-pair", places => $"studies/{places.SampleStudy}/review") { Shows = "[data-table=review]", Prepare = OpenDisputedAsync, Theme = ColorScheme.Dark },
        new("try", places => $"studies/{places.SampleStudy}/try") { Shows = "h1" },
        new("trial", places => $"studies/{places.SampleStudy}/try") { Shows = "h1", Prepare = BeginTrialAsync },
        new("judge-start", places => $"judge/{places.SampleStudy}") { Shows = "h1" },
        new("judge", places => $"judge/{places.SampleStudy}") { Shows = "h1", Prepare = BeginAsync },
        new("judge", places => $"judge/{places.SampleStudy}") { Shows = "h1", Prepare = BeginAsync, Theme = ColorScheme.Dark },
        new("judge", places => $"judge/{places.SampleStudy}") { Shows = "h1", Prepare = BeginAsync, Viewport = Viewport.Phone },
        new("results", places => $"studies/{places.SampleStudy}/results") { Shows = Chart },
        new("results", places => $"studies/{places.SampleStudy}/results") { Shows = Chart, Theme = ColorScheme.Dark },
        new("results", places => $"studies/{places.SampleStudy}/results") { Shows = Chart, Viewport = Viewport.Phone },
        new("results-personas", places => $"studies/{places.SampleStudy}/results") { Shows = Chart, Prepare = page => ScrollToAsync(page, "whom-does-it-help") },
        new("results-generic", places => $"studies/{places.SampleStudy}/results") { Shows = Chart, Prepare = page => ScrollToAsync(page, "who-prefers-generic") },
        new("results-numbers", places => $"studies/{places.SampleStudy}/results") { Shows = Chart, Prepare = OpenNumbersAsync },
        new("results-numbers", places => $"studies/{places.SampleStudy}/results") { Shows = Chart, Prepare = OpenNumbersAsync, Theme = ColorScheme.Dark },
        new("results-numbers", places => $"studies/{places.SampleStudy}/results") { Shows = Chart, Prepare = OpenNumbersAsync, Viewport = Viewport.Phone },
        new("data", places => $"studies/{places.SampleStudy}/data") { Shows = "table.datasets" },
        new("help", _ => "help"),
    ];

    private static async Task ShowDifferencesAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what differs" }).First.ClickAsync();
        await page.Locator("ins").First.WaitForAsync();
    }

    private static async Task OpenRaterAsync(IPage page)
    {
        await page.Locator("[data-table=raters] a.row-link").First.ClickAsync();
        await page.Locator("[data-table=judgments]").WaitForAsync();
        await page.EvaluateAsync("() => window.scrollTo(0, document.querySelector('[data-table=raters]').getBoundingClientRect().top + window.scrollY - 120)");
    }

    private static async Task OpenDisputedAsync(IPage page)
    {
        await page.Locator("[data-table=review] a.row-link").First.ClickAsync();
        await page.Locator("[data-part=verdicts]").WaitForAsync();
    }

    private static async Task BeginTrialAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the trial" }).ClickAsync();
        await page.Locator(".judge-trial").WaitForAsync();
        await BeginAsync(page);
    }

    private static async Task BeginAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await page.Locator(".judge-panes").WaitForAsync();
    }

    private static async Task OpenNumbersAsync(IPage page)
    {
        await page.Locator("#all-numbers button").First.ClickAsync();
        await page.Locator("tr[data-metric='average_win_rate'] button").ClickAsync();
        await page.Locator("[data-metric-about]").WaitForAsync();
        await ScrollToAsync(page, "all-numbers");
    }

    private static async Task ScrollToAsync(IPage page, string id) =>
        await page.EvaluateAsync("id => window.scrollTo(0, document.getElementById(id).getBoundingClientRect().top + window.scrollY - 16)", id);
}
