using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Benchmarks.Mutation;

/// <summary>Every place of a file where one operator can be changed into its neighbour.</summary>
internal static class MutantFinder
{
    private static readonly Dictionary<SyntaxKind, string> Operators = new()
    {
        [SyntaxKind.LessThanToken] = "<=",
        [SyntaxKind.LessThanEqualsToken] = "<",
        [SyntaxKind.GreaterThanToken] = ">=",
        [SyntaxKind.GreaterThanEqualsToken] = ">",
        [SyntaxKind.EqualsEqualsToken] = "!=",
        [SyntaxKind.ExclamationEqualsToken] = "==",
        [SyntaxKind.PlusToken] = "-",
        [SyntaxKind.MinusToken] = "+",
        [SyntaxKind.AsteriskToken] = "/",
        [SyntaxKind.SlashToken] = "*",
        [SyntaxKind.AmpersandAmpersandToken] = "||",
        [SyntaxKind.BarBarToken] = "&&",
    };

    public static IEnumerable<(ExpressionSyntax Host, SyntaxToken Token, string Replacement)> Find(SyntaxNode root, SemanticModel model)
    {
        foreach (var node in root.DescendantNodes())
        {
            (ExpressionSyntax? Host, SyntaxToken Token, string Replacement) found = node switch
            {
                BinaryExpressionSyntax binary when Operators.TryGetValue(binary.OperatorToken.Kind(), out var other) && !JoinsText(binary, model) => (binary, binary.OperatorToken, other),
                RelationalPatternSyntax pattern when Operators.TryGetValue(pattern.OperatorToken.Kind(), out var other) => (HostOf(pattern), pattern.OperatorToken, other),
                AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } sum when model.GetTypeInfo(sum.Left).Type is { SpecialType: not SpecialType.System_String } => (sum, sum.OperatorToken, "-="),
                LiteralExpressionSyntax { Token.Text: "0.5" } half => (half, half.Token, "0.25"),
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Math" }, Name.Identifier: { Text: "Max" or "Min" } name } } call =>
                    (call, name, name.Text == "Max" ? "Min" : "Max"),
                _ => default,
            };
            if (found.Host is { } host && !host.Ancestors().Any(IsConstant))
                yield return (host, found.Token, found.Replacement);
        }
    }

    private static bool JoinsText(BinaryExpressionSyntax binary, SemanticModel model) =>
        binary.IsKind(SyntaxKind.AddExpression) && model.GetTypeInfo(binary).Type is { SpecialType: SpecialType.System_String };

    /// <summary>A pattern is no expression: the question or the switch around it is what stands twice.</summary>
    private static ExpressionSyntax? HostOf(RelationalPatternSyntax pattern) =>
        pattern.Ancestors().OfType<ExpressionSyntax>().FirstOrDefault(ancestor => ancestor is IsPatternExpressionSyntax or SwitchExpressionSyntax);

    /// <summary>Where the language wants a constant, no switch can stand.</summary>
    private static bool IsConstant(SyntaxNode node) => node switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        LocalDeclarationStatementSyntax local => local.IsConst,
        ParameterSyntax or AttributeSyntax or ConstantPatternSyntax or EnumMemberDeclarationSyntax or CaseSwitchLabelSyntax => true,
        _ => false,
    };
}
