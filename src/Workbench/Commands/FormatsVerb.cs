using System.CommandLine;
using Workbench.Features.Datasets;

namespace Workbench.Commands;

/// <summary><c>formats</c>: the dataset formats, one a line: name, reads or writes, one sentence.</summary>
public sealed class FormatsVerb : IWorkbenchVerb
{
    public Command Build(TextWriter output, TextWriter error)
    {
        var command = new Command("formats", "The importers and exporters, one a line.");
        command.SetAction(async (_, cancellationToken) =>
        {
            foreach (var format in DatasetFormats.All.GroupBy(format => format.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                string[] does = [.. format.Select(one => one is IDatasetReader ? "reads" : "writes").Distinct().Order(StringComparer.Ordinal)];
                await output.WriteLineAsync($"{format.Key,-24} {string.Join(", ", does),-13} {format.First().Sentence}".AsMemory(), cancellationToken);
            }

            return 0;
        });
        return command;
    }
}
