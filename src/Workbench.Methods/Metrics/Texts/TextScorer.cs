using Workbench.Methods.Metrics.Personalization;
using Workbench.Methods.Text;

namespace Workbench.Methods.Metrics.Texts;

/// <summary>
/// Scores rows one by one and sums them up by system and by user: the arithmetic of the verb <c>score</c>.
/// </summary>
/// <remarks>
/// ROUGE and METEOR are means over rows with a reference, BLEU and chrF are of the corpus. Rows of one system with one prompt and one document
/// belong together (a row without a document to the only one of its prompt): EGISES and PerSEval need several users with references and
/// the document there, responsiveness several users only; a user's repeated outputs are averaged over. Order of rows does not
/// matter: for responsiveness, which has no reference, METEOR is averaged over both directions.
/// </remarks>
public sealed class TextScorer(TextScoreOptions options)
{
    private readonly Dictionary<string, SystemRows> _systems = new(StringComparer.Ordinal);

    /// <summary>Names of the systems seen so far, in order of first appearance.</summary>
    public IEnumerable<string> Systems => _systems.Keys;

    /// <summary>Adds one row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The row's own scores.</returns>
    public RowScores Add(TextRow row)
    {
        var hypothesis = Cut(row.Hypothesis);
        var scores = new RowScores { Row = row, Words = hypothesis.Words.Length };
        var (bleu, chrf) = (new BleuStatistics(), new ChrfStatistics());
        if (row.Reference is { } text)
        {
            bleu.Add(row.Hypothesis, text);
            chrf.Add(row.Hypothesis, text);
            var reference = Tokenizer.Words(text, options.Tokenization);
            scores = scores with
            {
                Rouge1 = Rouge.N(hypothesis.Words, reference, 1),
                Rouge2 = Rouge.N(hypothesis.Words, reference, 2),
                RougeL = Rouge.L(hypothesis.Words, reference),
                RougeLsum = Rouge.Lsum(row.Hypothesis, text, options.Tokenization),
                Meteor = Meteor.Score(hypothesis.Words, reference),
                Divergence = JensenShannon.Divergence(hypothesis.Words, reference),
                Bleu = Bleu.Sentence(bleu).Score,
                Chrf = Chrf.Corpus(chrf),
            };
        }
        if (!_systems.TryGetValue(row.System, out var system))
            _systems[row.System] = system = new SystemRows();
        system.Total.Add(scores, hypothesis, bleu, chrf);
        if (options.KeepsReferences && row.Reference is not null)
            system.Pairs.Add((row.Hypothesis, row.Reference));
        if (row.User is null)
            return scores;
        if (!system.Users.TryGetValue(row.User, out var tally))
            system.Users[row.User] = tally = new TextTally();
        tally.Add(scores, hypothesis, bleu, chrf);
        if ((row.Prompt ?? row.Document) is { } prompt)
        {
            if (!system.Prompts.TryGetValue(prompt, out var rows))
                system.Prompts[prompt] = rows = [];
            rows.Add((row, hypothesis));
        }
        return scores;
    }

    /// <summary>The texts whose pairwise distances the personalization scores need: for embedding them beforehand.</summary>
    public IReadOnlyCollection<string> TextsToCompare() =>
        _systems.Values.SelectMany(s => s.Tasks()).Select(task => task.Rows).Where(rows => rows.Length > 1)
            .SelectMany(rows => rows.SelectMany(r => new[] { r.Row.Hypothesis, r.Row.Reference, r.Row.Document })).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Each text of a system with its reference, in the order of the rows; empty unless <see cref="TextScoreOptions.KeepsReferences"/>.</summary>
    /// <param name="name">Name of the system.</param>
    public IReadOnlyList<(string Hypothesis, string Reference)> References(string name) => _systems[name].Pairs;

    /// <summary>Sums up one system.</summary>
    /// <param name="name">Name of the system.</param>
    /// <param name="embeddingDistance">Distance by embedding, where it became known after reading; else that of the options.</param>
    public TextScores Scores(string name, Func<string, string, double>? embeddingDistance = null)
    {
        var system = _systems[name];
        var distance = Distance(embeddingDistance ?? options.EmbeddingDistance);
        var groups = system.Tasks().Select(task => (task.Key, Users: task.Rows.GroupBy(r => r.Row.User!, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray())).ToArray();
        PersonalizedDocument[] documents = [.. groups.Select(g => Document(g.Users, distance)).OfType<PersonalizedDocument>()];
        return system.Total.Scores(options.Level) with
        {
            Personalization = EgisesPerSeval.Compute(documents, level: options.Level),
            Simplified = EgisesPerSeval.Compute(documents, simplified: true, options.Level),
            Responsiveness = Responsiveness.Compute(
                [.. groups.Select(g => new PersonaTexts<ScoredText>(g.Key, [.. g.Users.Select(u => u.Select(r => r.Hypothesis).ToArray())]))],
                options.Distance == TextDistance.Meteor ? (a, b) => (distance(a, b) + distance(b, a)) / 2 : distance, options.Seed, level: options.Level),
            Users = new SortedDictionary<string, TextScores>(
                system.Users.ToDictionary(u => u.Key, u => u.Value.Scores(options.Level), StringComparer.Ordinal), StringComparer.Ordinal),
        };
    }

    /// <summary>The distances of one prompt and document, or null where no user has both a reference and a document.</summary>
    private PersonalizedDocument? Document((TextRow Row, ScoredText Hypothesis)[][] users, Func<ScoredText, ScoredText, double> distance)
    {
        var source = users.SelectMany(u => u).Select(r => r.Row.Document).FirstOrDefault(d => d is not null);
        var kept = users.Select(u => u.Where(r => r.Row.Reference is not null).ToArray()).Where(u => u.Length > 0).ToArray();
        if (source is null || kept.Length == 0)
            return null;
        if (kept.Length == 1)
        {
            return new PersonalizedDocument
            {
                UserToDocument = [double.NaN],
                ModelToDocument = [double.NaN],
                ModelToUser = [double.NaN],
                UserToUser = new double[1, 1],
                ModelToModel = new double[1, 1],
            };
        }
        var document = Cut(source);
        var own = kept.Select(u => u.Select(r => Cut(r.Row.Reference!)).DistinctBy(t => t.Text).ToArray()).ToArray();
        var model = kept.Select(u => u.Select(r => r.Hypothesis).ToArray()).ToArray();
        return new PersonalizedDocument
        {
            UserToDocument = [.. own.Select(t => t.Average(x => distance(x, document)))],
            ModelToDocument = [.. model.Select(t => t.Average(x => distance(x, document)))],
            UserToUser = Pairs(own, distance),
            ModelToModel = Pairs(model, distance),
            ModelToUser = [.. model.Select((t, j) => t.Average(x => own[j].Average(y => distance(x, y))))],
        };
    }

    private static double[,] Pairs(ScoredText[][] texts, Func<ScoredText, ScoredText, double> distance)
    {
        var matrix = new double[texts.Length, texts.Length];
        for (var j = 0; j < texts.Length; j++)
        {
            for (var k = 0; k < texts.Length; k++)
            {
                if (j != k)
                    matrix[j, k] = texts[j].Average(a => texts[k].Average(b => distance(a, b)));
            }
        }
        return matrix;
    }

    /// <summary>The distance of the options; two texts without a word do not differ, one without differs completely.</summary>
    private Func<ScoredText, ScoredText, double> Distance(Func<string, string, double>? embedding)
    {
        var distance = Measured(embedding);
        return (a, b) => a.Words.Length == 0 || b.Words.Length == 0 ? (a.Words.Length == b.Words.Length ? 0 : 1) : distance(a, b);
    }

    private Func<ScoredText, ScoredText, double> Measured(Func<string, string, double>? embedding) => options.Distance switch
    {
        TextDistance.RougeL => (a, b) => 1 - Rouge.L(a.Words, b.Words).F1,
        TextDistance.Meteor => (a, b) => 1 - Meteor.Score(a.Words, b.Words),
        TextDistance.JensenShannon => (a, b) => JensenShannon.Divergence(a.Words, b.Words),
        TextDistance.Embedding when embedding is not null => (a, b) => embedding(a.Text, b.Text),
        TextDistance.Embedding => throw new InvalidOperationException("The distance by embedding needs an embedding endpoint."),
        _ => throw new InvalidOperationException($"Unknown distance {options.Distance}."),
    };

    private ScoredText Cut(string text) => new(text, Tokenizer.Words(text, options.Tokenization));

    private sealed class SystemRows
    {
        public TextTally Total { get; } = new();

        public List<(string Hypothesis, string Reference)> Pairs { get; } = [];

        public Dictionary<string, TextTally> Users { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, List<(TextRow Row, ScoredText Hypothesis)>> Prompts { get; } = new(StringComparer.Ordinal);

        /// <summary>The rows of each prompt, and of each document where one prompt stands over several ("Summarize this article for me").</summary>
        public IEnumerable<(string Key, (TextRow Row, ScoredText Hypothesis)[] Rows)> Tasks() =>
            Prompts.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(prompt =>
                prompt.Value.Select(r => r.Row.Document).OfType<string>().Distinct(StringComparer.Ordinal).Count() < 2
                    ? [(prompt.Key, prompt.Value.ToArray())]
                    : prompt.Value.GroupBy(r => r.Row.Document, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (prompt.Key, g.ToArray())));
    }
}
