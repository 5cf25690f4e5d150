namespace Workbench.Methods.Metrics.Tasks;

/// <summary>Scores of one class.</summary>
/// <param name="Class">Class code.</param>
/// <param name="Support">True rows of the class.</param>
/// <param name="Predicted">Rows predicted as the class.</param>
/// <param name="Precision">Right among the predicted; 0 where nothing was predicted.</param>
/// <param name="Recall">Found among the true; 0 where the class is absent.</param>
/// <param name="F1">Harmonic mean; 0 where both are 0.</param>
/// <param name="Absent">Whether the class occurs neither in the truth nor in the predictions; its 0 still counts in the macro mean.</param>
public sealed record ClassScore(int Class, int Support, int Predicted, double Precision, double Recall, double F1, bool Absent);
