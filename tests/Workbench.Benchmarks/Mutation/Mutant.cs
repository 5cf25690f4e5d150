using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Benchmarks.Mutation;

/// <summary>One change of one operator. <see cref="Host"/> is the expression that stands twice in the switched source: as it was written, and changed.</summary>
internal sealed record Mutant(int Id, SyntaxTree Tree, ExpressionSyntax Host, SyntaxToken Token, string Replacement)
{
    public int Line => Tree.GetLineSpan(Token.Span).StartLinePosition.Line;

    public int Column => Tree.GetLineSpan(Token.Span).StartLinePosition.Character;

    /// <summary>The host with the one token changed.</summary>
    public string Changed
    {
        get
        {
            var (text, start) = (Host.ToString(), Token.SpanStart - Host.SpanStart);
            return text[..start] + Replacement + text[(start + Token.Span.Length)..];
        }
    }

    /// <summary>The line of the source as written, and as changed.</summary>
    public (string Before, string After) Lines()
    {
        var line = Tree.GetText().Lines[Line].ToString();
        return (line.Trim(), (line[..Column] + Replacement + line[(Column + Token.Span.Length)..]).Trim());
    }
}
