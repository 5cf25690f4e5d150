using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Benchmarks.Mutation;

/// <summary>
/// Puts all mutants of a file into it at once, each behind a question: <c>(a &lt; b)</c> becomes
/// <c>(Mutant.On(17) ? a &lt;= b : a &lt; b)</c>. The changed side is the source as written, so that the text grows with
/// the square of the nesting and not with its power.
/// </summary>
internal sealed class MutantSwitch(ILookup<ExpressionSyntax, Mutant> mutants) : CSharpSyntaxRewriter
{
    public const string FileName = "Mutant.cs";

    public const string Source =
        """
        namespace Workbench.Methods;
        public static class Mutant
        {
            public static int Active;
            public static bool Watched, Stopped;
            public static readonly bool[] Reached = new bool[20000];
            public static bool On(int id)
            {
                if (Watched)
                    Look(id);
                return id == Active;
            }
            private static void Look(int id)
            {
                Reached[id] = true;
                if (Stopped)
                    throw new System.TimeoutException("a mutant runs for ever");
            }
        }
        """;

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        var visited = base.Visit(node);
        if (visited is null || node is not ExpressionSyntax host || !mutants.Contains(host))
            return visited;
        var text = visited.WithoutTrivia().ToFullString();
        foreach (var mutant in mutants[host])
        {
            // A sum that is added to must stay a statement: its right side is switched instead.
            text = host is AssignmentExpressionSyntax && visited is AssignmentExpressionSyntax sum
                ? $"{sum.Left} += global::Workbench.Methods.Mutant.On({mutant.Id}) ? -({((AssignmentExpressionSyntax)host).Right}) : ({sum.Right})"
                : $"(global::Workbench.Methods.Mutant.On({mutant.Id}) ? ({mutant.Changed}) : ({text}))";
        }

        return SyntaxFactory.ParseExpression(text).WithTriviaFrom(visited);
    }
}
