using System.Text;
using Workbench.Methods.Judgments;

namespace Workbench.Features.Datasets;

/// <summary>Passes rows on and says of each that one named model judged it.</summary>
internal sealed class ModelRaterSink(JudgmentSink inner, string rater) : JudgmentSink
{
    private readonly byte[] _rater = Encoding.UTF8.GetBytes(rater);

    public override void SetText(JudgmentField field, ReadOnlySpan<byte> utf8) => inner.SetText(field, utf8);

    public override void SetOwnItem(ReadOnlySpan<byte> utf8Name) => inner.SetOwnItem(utf8Name);

    public override void SetNumber(JudgmentField field, double number) => inner.SetNumber(field, number);

    public override void SetChoice(Choice choice) => inner.SetChoice(choice);

    public override void SetStrength(int strength) => inner.SetStrength(strength);

    public override void SetValue(double number) => inner.SetValue(number);

    public override void SetValue(ReadOnlySpan<byte> utf8) => inner.SetValue(utf8);

    public override void SetKind(RaterKind kind) => inner.SetKind(kind);

    public override void SetPerspective(Perspective perspective) => inner.SetPerspective(perspective);

    public override void SetCreatedAt(DateTimeOffset createdAt) => inner.SetCreatedAt(createdAt);

    public override void SetUnknown(ReadOnlySpan<byte> utf8Name, ReadOnlySpan<byte> utf8Json) => inner.SetUnknown(utf8Name, utf8Json);

    public override void EndRow()
    {
        inner.SetText(JudgmentField.Rater, _rater);
        inner.SetKind(RaterKind.Model);
        inner.EndRow();
    }
}
