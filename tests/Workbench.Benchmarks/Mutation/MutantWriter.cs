using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Benchmarks.Mutation;

/// <summary>
/// Writes every mutant of some folders of <c>Workbench.Methods</c> into a scratch copy of the repository, each behind a
/// switch that an environment variable turns on: one build for all mutants. Those that do not compile are left out and
/// listed as invalid. <c>mutate.py</c> calls it and runs the tests.
/// </summary>
internal static class MutantWriter
{
    public const string Name = "mutants";

    /// <summary>Settings by environment: <c>MUTATION_COPY</c>, the copy, which is changed; <c>MUTATION_FOLDERS</c>, folders of Workbench.Methods with commas, the default is <c>Statistics</c>.</summary>
    public static void Run(TextWriter output)
    {
        var copy = Environment.GetEnvironmentVariable("MUTATION_COPY") ?? throw new InvalidOperationException("Set MUTATION_COPY to a scratch copy of the repository: its sources are changed.");
        var project = Path.Combine(copy, "src/Workbench.Methods");
        var folders = (Environment.GetEnvironmentVariable("MUTATION_FOLDERS") ?? "Statistics").Split(',').Select(folder => Path.Combine(project, folder) + Path.DirectorySeparatorChar).ToArray();
        var (options, references) = (new CSharpParseOptions(LanguageVersion.Latest), References());
        var trees = Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(Path.Combine(project, "bin"), StringComparison.Ordinal) && (!path.StartsWith(Path.Combine(project, "obj"), StringComparison.Ordinal) || path.EndsWith(".GlobalUsings.g.cs", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path)).ToList();
        var compilation = CSharpCompilation.Create("Workbench.Methods", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var mutants = trees.Where(tree => folders.Any(folder => tree.FilePath.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(tree => MutantFinder.Find(tree.GetRoot(), compilation.GetSemanticModel(tree)).Select(found => (Tree: tree, Found: found)))
            .Select((entry, index) => new Mutant(index + 1, entry.Tree, entry.Found.Host, entry.Found.Token, entry.Found.Replacement)).ToList();
        var invalid = Invalid(compilation, mutants);
        foreach (var tree in Switch(compilation, mutants.Except(invalid)).SyntaxTrees.Where(tree => tree.FilePath != MutantSwitch.FileName))
            File.WriteAllText(tree.FilePath, tree.ToString());
        File.WriteAllText(Path.Combine(project, MutantSwitch.FileName), MutantSwitch.Source);
        File.WriteAllLines(Path.Combine(copy, "mutants.tsv"), mutants.Select(mutant =>
            string.Join('\t', mutant.Id, invalid.Contains(mutant) ? "invalid" : "", Path.GetRelativePath(project, mutant.Tree.FilePath), mutant.Line + 1, mutant.Column + 1, mutant.Lines().Before, mutant.Lines().After)));
        output.WriteLine($"{mutants.Count} mutants, of which {invalid.Count} do not compile");
    }

    /// <summary>Left out round by round until the rest compiles; then each is tried again, as one error may have shown in the switch of another.</summary>
    private static HashSet<Mutant> Invalid(CSharpCompilation compilation, List<Mutant> mutants)
    {
        var invalid = new HashSet<Mutant>();
        while (Broken(Switch(compilation, mutants.Except(invalid)), mutants).Except(invalid).ToList() is { Count: > 0 } broken)
            invalid.UnionWith(broken);
        foreach (var mutant in invalid.OrderByDescending(mutant => mutant.Id).ToList())
        {
            invalid.Remove(mutant);
            if (Broken(Switch(compilation, mutants.Except(invalid)), mutants).Count > 0)
                invalid.Add(mutant);
        }

        return invalid;
    }

    private static CSharpCompilation Switch(CSharpCompilation compilation, IEnumerable<Mutant> mutants)
    {
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        foreach (var group in mutants.GroupBy(mutant => mutant.Tree))
        {
            var root = new MutantSwitch(group.ToLookup(mutant => mutant.Host)).Visit(group.Key.GetRoot())!;
            compilation = compilation.ReplaceSyntaxTree(group.Key, CSharpSyntaxTree.ParseText(root.ToFullString(), options, group.Key.FilePath));
        }

        return compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(MutantSwitch.Source, options, MutantSwitch.FileName));
    }

    /// <summary>The innermost switch around each error of the compiler.</summary>
    private static HashSet<Mutant> Broken(CSharpCompilation switched, List<Mutant> mutants)
    {
        var broken = new HashSet<Mutant>();
        foreach (var error in switched.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Location.SourceTree is not null))
        {
            var node = error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
            var around = node.AncestorsAndSelf().OfType<ConditionalExpressionSyntax>().Select(conditional => conditional.Condition).OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(call => call.Expression.ToString().EndsWith("Mutant.On", StringComparison.Ordinal));
            var calls = around is not null ? [around] : node.FirstAncestorOrSelf<StatementSyntax>()?.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => call.Expression.ToString().EndsWith("Mutant.On", StringComparison.Ordinal)) ?? [];
            broken.UnionWith(calls.Select(call => mutants[int.Parse(call.ArgumentList.Arguments[0].ToString(), System.Globalization.CultureInfo.InvariantCulture) - 1]));
        }

        return broken;
    }

    private static List<PortableExecutableReference> References() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Workbench", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path))];
}
