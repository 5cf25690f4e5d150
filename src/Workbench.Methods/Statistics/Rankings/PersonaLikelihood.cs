namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Laplace-approximated marginal likelihood of a logistic model with one normal random effect a persona.</summary>
internal sealed class PersonaLikelihood(double[] wins, double[] totals)
{
    private const double LargestTau = 10;
    private const double LargestTheta = 15;

    /// <summary>τ at the maximum of the profile, and the maximum: a grid on ln τ, then golden section around its best point; 0 where nothing beats it.</summary>
    public (double Tau, double LogLikelihood) MaximiseTau()
    {
        var (bestTau, best) = (0.0, Marginal(0));
        const double step = 0.25;
        var bestLog = double.NaN;
        for (var log = Math.Log(0.01); log <= Math.Log(LargestTau); log += step)
        {
            var value = Marginal(Math.Exp(log));
            if (value > best + 1e-9)
                (bestLog, bestTau, best) = (log, Math.Exp(log), value);
        }

        if (double.IsNaN(bestLog))
            return (0, best);
        var (low, high) = (bestLog - step, bestLog + step);
        var ratio = (Math.Sqrt(5) - 1) / 2;
        while (high - low > 1e-7)
        {
            var (a, b) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            if (Marginal(Math.Exp(a)) > Marginal(Math.Exp(b)))
                high = b;
            else
                low = a;
        }

        bestTau = Math.Exp((low + high) / 2);
        return (bestTau, Marginal(bestTau));
    }

    /// <summary>The profile: marginal log-likelihood at τ and its best θ.</summary>
    public double Marginal(double tau) => Marginal(tau, Theta(tau).Theta);

    /// <summary>Best θ for a τ by golden section (the marginal likelihood is unimodal in θ), and its standard error by the curvature there.</summary>
    public (double Theta, double Error) Theta(double tau)
    {
        var (low, high) = (-LargestTheta, LargestTheta);
        var ratio = (Math.Sqrt(5) - 1) / 2;
        while (high - low > 1e-9)
        {
            var (a, b) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            if (Marginal(tau, a) > Marginal(tau, b))
                high = b;
            else
                low = a;
        }

        var theta = (low + high) / 2;
        const double h = 1e-3;
        var curvature = (Marginal(tau, theta + h) - (2 * Marginal(tau, theta)) + Marginal(tau, theta - h)) / (h * h);
        return (theta, curvature < 0 ? 1 / Math.Sqrt(-curvature) : double.PositiveInfinity);
    }

    /// <summary>Posterior mode θ + u_p and its standard deviation for one persona, given θ and τ.</summary>
    public (double Mode, double Sd) Effect(int persona, double theta, double tau)
    {
        if (tau == 0)
            return (theta, 0);
        var u = Mode(persona, theta, tau);
        var p = 1 / (1 + Math.Exp(-(theta + u)));
        return (theta + u, 1 / Math.Sqrt((totals[persona] * p * (1 - p)) + (1 / (tau * tau))));
    }

    private double Marginal(double tau, double theta)
    {
        var sum = 0.0;
        for (var persona = 0; persona < wins.Length; persona++)
        {
            var u = tau == 0 ? 0 : Mode(persona, theta, tau);
            var linear = theta + u;
            sum += (wins[persona] * BradleyTerrySolver.LogSigmoid(linear)) + ((totals[persona] - wins[persona]) * BradleyTerrySolver.LogSigmoid(-linear));
            if (tau == 0)
                continue;
            var p = 1 / (1 + Math.Exp(-linear));
            sum -= (u * u / (2 * tau * tau)) + (0.5 * double.LogP1(tau * tau * totals[persona] * p * (1 - p)));
        }

        return sum;
    }

    /// <summary>The mode of u_p by safeguarded Newton: the derivative falls monotonically, so a bracket always holds it.</summary>
    private double Mode(int persona, double theta, double tau)
    {
        var precision = 1 / (tau * tau);
        double low = -LargestTheta - 30, high = LargestTheta + 30, u = 0;
        for (var iteration = 0; iteration < 100; iteration++)
        {
            var p = 1 / (1 + Math.Exp(-(theta + u)));
            var slope = wins[persona] - (totals[persona] * p) - (precision * u);
            if (slope > 0)
                low = u;
            else
                high = u;
            var next = u + (slope / ((totals[persona] * p * (1 - p)) + precision));
            if (!(next > low && next < high))
                next = (low + high) / 2;
            if (Math.Abs(next - u) < 1e-12)
                return next;
            u = next;
        }

        return u;
    }
}
