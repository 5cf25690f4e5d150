namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Log-likelihood of one pair under a tie model in d = β_i − β_j and the tie parameter η, with its derivatives.</summary>
/// <param name="Value">Log-likelihood.</param>
/// <param name="D">Derivative in d.</param>
/// <param name="Eta">Derivative in η.</param>
/// <param name="DD">Minus the second derivative in d.</param>
/// <param name="DEta">Minus the mixed derivative.</param>
/// <param name="EtaEta">Minus the second derivative in η.</param>
internal readonly record struct TieLikelihood(double Value, double D, double Eta, double DD, double DEta, double EtaEta)
{
    /// <summary>The pair's contribution for given wins of both sides and ties.</summary>
    public static TieLikelihood Of(TieModel model, double d, double eta, double wins, double losses, double ties) =>
        model == TieModel.Davidson ? Davidson(d, eta, wins, losses, ties) : RaoKupper(d, eta, wins, losses, ties);

    /// <summary>η = ln ν; a multinomial logit with utilities d/2, −d/2, η.</summary>
    private static TieLikelihood Davidson(double d, double eta, double wins, double losses, double ties)
    {
        var top = Math.Max(Math.Abs(d) / 2, eta);
        var (a, b, c) = (Math.Exp((d / 2) - top), Math.Exp((-d / 2) - top), Math.Exp(eta - top));
        var sum = a + b + c;
        var (pa, pb, pc) = (a / sum, b / sum, c / sum);
        var n = wins + losses + ties;
        var log = top + Math.Log(sum);
        var lean = (pa - pb) / 2;
        return new TieLikelihood(
            (wins * d / 2) - (losses * d / 2) + (ties * eta) - (n * log),
            ((wins - losses) / 2) - (n * lean),
            ties - (n * pc),
            n * (((pa + pb) / 4) - (lean * lean)),
            -n * lean * pc,
            n * pc * (1 - pc));
    }

    /// <summary>η = ln θ &gt; 0; <c>P(tie) = σ(d−η)·σ(−d−η)·(e^{2η} − 1)</c>.</summary>
    private static TieLikelihood RaoKupper(double d, double eta, double wins, double losses, double ties)
    {
        if (eta <= 0)
            return new TieLikelihood(double.NegativeInfinity, 0, 0, 0, 0, 0);
        var (s, r) = (1 / (1 + Math.Exp(eta - d)), 1 / (1 + Math.Exp(eta + d)));
        var (w, l) = (wins + ties, losses + ties);
        var e = Math.Exp(2 * eta);
        var (hw, hl) = (w * s * (1 - s), l * r * (1 - r));
        return new TieLikelihood(
            (w * BradleyTerrySolver.LogSigmoid(d - eta)) + (l * BradleyTerrySolver.LogSigmoid(-d - eta)) + (ties * Math.Log(e - 1)),
            (w * (1 - s)) - (l * (1 - r)),
            (-w * (1 - s)) - (l * (1 - r)) + (ties * 2 * e / (e - 1)),
            hw + hl,
            hl - hw,
            hw + hl + (ties * 4 * e / ((e - 1) * (e - 1))));
    }
}
