using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Workbench.Features.Studies;
using Workbench.Shared.Access;
using Workbench.Shared.Feed;
using Workbench.Shared.Layout;

namespace Workbench.Features.Generation;

/// <summary>How far the generation of a study is, and the ways to steer it.</summary>
public sealed partial class GeneratePage
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(500);

    private readonly WhileOpen _here = new();
    private GenerationProgress? _progress;
    private IDisposable? _subscription;

    [Parameter] public required Guid Id { get; set; }

    [CascadingParameter] public required Actor Actor { get; set; }

    [Inject] public required ChangeFeed Feed { get; init; }

    private string Heading => _progress switch
    {
        null => "Generate",
        { State: StudyState.Draft } => "Not launched yet",
        { State: StudyState.Paused } p => $"Paused at {Number(p.Done)} of {Number(p.Total)} outputs",
        { State: StudyState.Running } p => $"Generating {GenerationWords.Outputs(p.Total)}",
        { } p when p.Done == p.Total => $"All {GenerationWords.Outputs(p.Total)} are generated",
        { } p => $"{Number(p.Done)} of {GenerationWords.Outputs(p.Total)} are generated",
    };

    protected override async Task OnParametersSetAsync()
    {
        _subscription?.Dispose();
        _subscription = Feed.Subscribe(ChangeFeed.Study(Id), Refresh, () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
        await LoadAsync();
    }

    private async Task LoadAsync() => _progress = await Generation.GetProgressAsync(Actor, Id, _here.Token);

    private async Task SteerAsync(Func<Actor, Guid, CancellationToken, Task> steer)
    {
        await steer(Actor, Id, _here.Token);
        await LoadAsync();
    }

    private Task RetryAsync(string? message) => SteerAsync((actor, id, ct) => Generation.RetryFailedAsync(actor, id, message, ct));

    private async Task CancelAsync()
    {
        var left = _progress!.Planned;
        await SteerAsync(Generation.CancelAsync);
        Snackbar.Add($"Cancelled {GenerationWords.Outputs(left)}.", Severity.Normal, options =>
        {
            options.Action = "Undo";
            options.OnClick = async _ => await InvokeAsync(() => SteerAsync(Generation.RestoreCancelledAsync));
        });
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _subscription?.Dispose();
        _here.Dispose();
    }
}
