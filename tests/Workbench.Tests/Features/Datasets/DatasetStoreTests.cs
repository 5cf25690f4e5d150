using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workbench.Features.Annotation;
using Workbench.Features.Datasets;
using Workbench.Features.Generation;
using Workbench.Jobs;
using Workbench.Shared;
using Workbench.Shared.Access;
using Workbench.Shared.Judging;
using Workbench.Testing.Surroundings;
using Workbench.Tests.Support;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Datasets;

public sealed class DatasetStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static StudyRows Rows() => new StudyRows(isSample: true)
        .Judge(0, 0, ResolvedChoice.Second).Judge(0, 1, ResolvedChoice.First, "sim-1", RaterKind.Simulated);

    [Fact]
    public async Task WriteFolder_AllFormats_ManifestNamesEveryFileToTheByte()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        using var folder = new TemporaryFolder();
        var rows = Rows();
        await rows.SaveAsync(workbench.Database, Cancel);

        await workbench.Get<DatasetStore>().WriteFolderAsync(Actor.LocalOwner, rows.Study.Id, DatasetFormats.Writers, new(), folder.Path, Cancel);

        var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(folder.Combine("manifest.json"), Cancel)).RootElement;
        var files = manifest.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(
            Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Where(n => n != "manifest.json").Order(StringComparer.Ordinal),
            files.Select(f => f.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(folder.Combine(file.GetProperty("name").GetString()!), Cancel);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.GetProperty("sha256").GetString());
            Assert.Equal(bytes.Length, file.GetProperty("bytes").GetInt64());
        }

        Assert.Equal(2, files.Single(f => f.GetProperty("name").GetString() == "judgments.jsonl").GetProperty("rows").GetInt32());
        var statements = manifest.GetProperty("statements").EnumerateArray().Select(s => s.GetString()!).ToList();
        Assert.Contains(statements, s => s.StartsWith("1 of 2 judgments are simulated", StringComparison.Ordinal));
        Assert.Contains(statements, s => s.Contains("no evidence about any model", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WriteFolder_Card_SaysWhatTheDataAreNot()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        using var folder = new TemporaryFolder();
        var rows = Rows();
        await rows.SaveAsync(workbench.Database, Cancel);

        await workbench.Get<DatasetStore>().WriteFolderAsync(Actor.LocalOwner, rows.Study.Id, DatasetFormats.Writers, new(), folder.Path, Cancel);

        var card = await File.ReadAllTextAsync(folder.Combine("README.md"), Cancel);
        Assert.StartsWith("---\npretty_name: \"Study under test\"\n", card, StringComparison.Ordinal);
        var front = new YamlDotNet.Serialization.Deserializer().Deserialize<Dictionary<string, object>>(card.Split("---\n")[1]);
        Assert.Equal(DatasetFormats.Writers.Count, ((List<object>)front["configs"]).Count);
        Assert.Equal(DatasetFormats.Writers.Count, ((List<object>)front["dataset_info"]).Count);
        Assert.Contains("**1 of 2 judgments are simulated", card, StringComparison.Ordinal);
        Assert.Contains("no evidence about any model", card, StringComparison.Ordinal);
        Assert.Contains("`prompt` is the user's words alone", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_CountsWhatTheFilesHold()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Rows();
        await rows.SaveAsync(workbench.Database, Cancel);

        var previews = await workbench.Get<DatasetStore>().PreviewAsync(Actor.LocalOwner, rows.Study.Id, Cancel);

        Assert.Equal(
            [("adjudications-jsonl", 0), ("judgments-csv", 2), ("judgments-jsonl", 2), ("outputs-jsonl", 8), ("personas-jsonl", 2), ("raters-jsonl", 2), ("trl-preference", 1)],
            previews.Select(p => (p.Writer.Name, p.Counts.Rows)));
    }

    [Fact]
    public async Task Preview_AfterSomebodyCameAndAnOutputFailed_CountsAnew()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Rows();
        await rows.SaveAsync(workbench.Database, Cancel);
        async Task<DatasetCounts> CountsAsync(string writer) =>
            (await workbench.Get<DatasetStore>().PreviewAsync(Actor.LocalOwner, rows.Study.Id, Cancel)).Single(p => p.Writer.Name == writer).Counts;
        Assert.Equal((2, 8), ((await CountsAsync("raters-jsonl")).Rows, (await CountsAsync("outputs-jsonl")).Rows));

        await workbench.Database.WriteAsync(async db =>
        {
            db.Add(new Rater { Id = Guid.NewGuid(), StudyId = rows.Study.Id, Kind = Workbench.Shared.Judging.RaterKind.Human, ActorId = "invited:x", Pseudonym = "r-x", CreatedAt = DateTime.UnixEpoch });
            var waits = await db.Set<Output>().FirstAsync(Cancel);
            waits.State = WorkState.Planned;
        }, Cancel);
        Assert.Equal((3, 7), ((await CountsAsync("raters-jsonl")).Rows, (await CountsAsync("outputs-jsonl")).Rows));
        await workbench.Database.WriteAsync(db => db.Set<Output>().Where(o => o.State == WorkState.Planned).ExecuteUpdateAsync(o => o.SetProperty(x => x.State, WorkState.Failed), Cancel), Cancel);

        Assert.Equal([new("failed", 1)], (await CountsAsync("outputs-jsonl")).LeftOut);
    }

    [Fact]
    public async Task AnyRead_WithoutRightToTheStudy_IsDenied()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Rows();
        await rows.SaveAsync(workbench.Database, Cancel);
        var store = workbench.Get<DatasetStore>();
        var annotator = new Actor("a", "An annotator", ActorRole.Annotator);

        await Assert.ThrowsAsync<AccessDeniedException>(() => store.WriteFileAsync(annotator, rows.Study.Id, DatasetFormats.Writers[0], new(), Stream.Null, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.PreviewAsync(annotator, rows.Study.Id, Cancel));
        await Assert.ThrowsAsync<MissingException>(() => store.WriteFileAsync(Actor.LocalOwner, Guid.NewGuid(), DatasetFormats.Writers[0], new(), Stream.Null, Cancel));
    }

    [Fact]
    public async Task Find_ByNameOrId_NamesTheStudy()
    {
        await using var workbench = await TestWorkbench.StartAsync(Cancel);
        var rows = Rows();
        await rows.SaveAsync(workbench.Database, Cancel);
        var store = workbench.Get<DatasetStore>();

        Assert.Equal(rows.Study.Id, await store.FindAsync(Actor.LocalOwner, "study UNDER test", Cancel));
        Assert.Equal(rows.Study.Id, await store.FindAsync(Actor.LocalOwner, rows.Study.Id.ToString(), Cancel));
        var missing = await Assert.ThrowsAsync<MissingException>(() => store.FindAsync(Actor.LocalOwner, "other", Cancel));
        Assert.Contains("Study under test", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Does it help?", "does-it-help")]
    [InlineData("../../etc/passwd\r\nX: y", "etc-passwd-x-y")]
    [InlineData("نورة", "study")]
    public void SafeName_AnyStudyName_IsPlainAscii(string name, string expected) => Assert.Equal(expected, DatasetEndpoints.SafeName(name));
}
