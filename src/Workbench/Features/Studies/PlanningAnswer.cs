using System.Globalization;
using Workbench.Methods.Statistics.Planning;

namespace Workbench.Features.Studies;

/// <summary>What a researcher wants to know of a design before launching it.</summary>
/// <param name="WinRate">Win rate among decisive comparisons that is to be found, above one half.</param>
/// <param name="TieRate">Expected share of ties.</param>
/// <param name="Icc">How alike the judgments of one comparison are.</param>
/// <param name="RatersPerComparison">Judgments a comparison.</param>
/// <param name="Comparisons">Comparisons of one pair of conditions that the design yields.</param>
/// <param name="Contrasts">Pairs of conditions.</param>
/// <param name="Yield">Judgments of one pair of conditions that the design yields; waves may give comparisons different numbers.</param>
public sealed record PlanningQuestion(double WinRate, double TieRate, double Icc, int RatersPerComparison, int Comparisons, int Contrasts, int Yield);

/// <summary>The sizes behind one win rate, in whole percent.</summary>
public sealed record PlanningRow(double WinRate, int Decisive, int Judgments, int Comparisons);

/// <summary>The answer in one sentence, with the sizes for other win rates and what the numbers leave out.</summary>
public sealed record PlanningAnswer(string Sentence, IReadOnlyList<PlanningRow> Rows, string Note, int Yield)
{
    private static readonly double[] UsualRates = [55, 60, 65, 70, 75];

    public static PlanningAnswer Of(PlanningQuestion question)
    {
        JudgmentBudget Budget(double rate) => new() { WinRate = rate, TieRate = question.TieRate, Icc = question.Icc, RatersPerItem = question.RatersPerComparison };
        var asked = Budget(question.WinRate);
        var yield = question.Yield;
        var rows = UsualRates.Append(Math.Round(100 * question.WinRate, 1)).Distinct().Order()
            .Select(percent => (Percent: percent, Budget: Budget(percent / 100)))
            .Select(r => new PlanningRow(r.Percent, r.Budget.Exact ?? r.Budget.Normal, r.Budget.Judgments, r.Budget.Comparisons)).ToList();
        return new(SentenceOf(question, asked, yield), rows, NoteOf(question, asked), yield);
    }

    private static string SentenceOf(PlanningQuestion question, JudgmentBudget asked, int yield)
    {
        var people = question.RatersPerComparison == 1 ? "1 person" : $"{question.RatersPerComparison} people";
        var need = $"To find a win rate of {Percent(question.WinRate)} you need about {N(asked.Judgments)} judgments: {N(asked.Comparisons)} comparisons × {people}";
        var sum = yield == question.Comparisons * question.RatersPerComparison ? $"{N(question.Comparisons)} × {N(question.RatersPerComparison)} = {N(yield)}" : $"{N(yield)} judgments of {N(question.Comparisons)} comparisons in all its waves";
        var have = $"this design yields {sum}{(question.Contrasts > 1 ? " for each two conditions" : "")}";
        if (asked.Judgments <= yield)
            return $"{need}; {have}, which is enough.";
        return $"{need}; {have}, which is too few" + (asked.Detectable(yield) is { } rate ? $" and would find {Percent(rate)} or more." : " to find any win rate.");
    }

    private static string NoteOf(PlanningQuestion question, JudgmentBudget asked)
    {
        var effect = asked.DesignEffect.ToString("0.0#", CultureInfo.InvariantCulture);
        return $"80 % power, two-sided sign test at a level of 5 %. Ties tell nothing here ({Percent(question.TieRate)} of the judgments), "
            + $"and {(question.RatersPerComparison == 1 ? "one judgment a comparison is as good as an independent one" : $"{question.RatersPerComparison} judgments of one comparison resemble each other")} (design effect {effect}, ICC {question.Icc.ToString("0.##", CultureInfo.InvariantCulture)}). "
            + "That personas differ from each other is not in it: with few personas plan by simulation from a pilot, workbench plan --pilot FILE.";
    }

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
