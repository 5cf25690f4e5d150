using System.Text;
using System.Text.RegularExpressions;
using DiffPlex;

namespace Workbench.Shared.Text;

/// <summary>What differs between two texts, word by word.</summary>
public static partial class WordDiff
{
    /// <summary>Parts in reading order; the parts that are not removed make up the second text, those not added the first.</summary>
    public static IReadOnlyList<DiffPart> Between(string from, string to)
    {
        var diff = new Differ().CreateDiffs(from, to, ignoreWhiteSpace: false, ignoreCase: false, new Words());
        var parts = new Parts();
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            for (; at < block.InsertStartB; at++)
                parts.Add(DiffKind.Same, diff.PiecesNew[at]);
            for (var i = 0; i < block.DeleteCountA; i++)
                parts.Add(DiffKind.Removed, diff.PiecesOld[block.DeleteStartA + i]);
            for (var i = 0; i < block.InsertCountB; i++, at++)
                parts.Add(DiffKind.Added, diff.PiecesNew[at]);
        }
        for (; at < diff.PiecesNew.Count; at++)
            parts.Add(DiffKind.Same, diff.PiecesNew[at]);
        return parts.ToList();
    }

    // Scripts without spaces between words are compared by character.
    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}]|[\p{L}\p{M}\p{N}_'’-[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}]]+|\s+|.", RegexOptions.Singleline)]
    private static partial Regex Word();

    private sealed class Words : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => [.. Word().Matches(text).Select(m => m.Value)];
    }

    /// <summary>
    /// Gathers runs. What stayed the same between two changes and is no longer than either of them is read as part of
    /// the change: two different sentences that share some small words are two sentences, not a stutter.
    /// </summary>
    private sealed class Parts
    {
        private readonly List<Run> _runs = [];

        public void Add(DiffKind kind, string text)
        {
            if (_runs.Count == 0 || (kind == DiffKind.Same && !_runs[^1].IsSame) || (kind != DiffKind.Same && _runs[^1].IsSame))
                _runs.Add(new Run(kind == DiffKind.Same));
            if (kind != DiffKind.Added)
                _runs[^1].From.Append(text);
            if (kind != DiffKind.Removed)
                _runs[^1].To.Append(text);
        }

        public List<DiffPart> ToList()
        {
            for (var i = 1; i < _runs.Count - 1; i++)
                if (_runs[i].IsSame && _runs[i].To.Length <= Math.Min(_runs[i - 1].Length, _runs[i + 1].Length))
                {
                    _runs[i - 1].Join(_runs[i]);
                    _runs[i - 1].Join(_runs[i + 1]);
                    _runs.RemoveRange(i, 2);
                    i = Math.Max(0, i - 3);
                }
            return [.. _runs.SelectMany(run => run.ToParts())];
        }
    }

    private sealed class Run(bool isSame)
    {
        public bool IsSame { get; } = isSame;

        public StringBuilder From { get; } = new();

        public StringBuilder To { get; } = new();

        public int Length => Math.Max(From.Length, To.Length);

        public void Join(Run next)
        {
            From.Append(next.From);
            To.Append(next.To);
        }

        public IEnumerable<DiffPart> ToParts()
        {
            if (IsSame)
                yield return new(DiffKind.Same, To.ToString());
            else
            {
                if (From.Length > 0)
                    yield return new(DiffKind.Removed, From.ToString());
                if (To.Length > 0)
                    yield return new(DiffKind.Added, To.ToString());
            }
        }
    }
}
