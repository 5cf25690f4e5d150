using System.Numerics;

namespace Workbench.Methods.Statistics.Rankings;

/// <summary>Cholesky factor of a dense symmetric positive definite matrix, row by row; small, and fast enough for some hundred systems.</summary>
internal sealed class Cholesky
{
    private readonly double[] _factor;

    private Cholesky(double[] factor, int size)
    {
        _factor = factor;
        Size = size;
    }

    public int Size { get; }

    /// <summary>Factors a matrix given by rows, in place; null where it is not positive definite.</summary>
    public static Cholesky? TryFactor(double[] matrix, int size)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var value = matrix[(row * size) + column]
                    - Dot(matrix.AsSpan(row * size, column), matrix.AsSpan(column * size, column));
                if (row == column)
                {
                    if (!(value > 0))
                        return null;
                    matrix[(row * size) + row] = Math.Sqrt(value);
                }
                else
                {
                    matrix[(row * size) + column] = value / matrix[(column * size) + column];
                }
            }
        }

        return new Cholesky(matrix, size);
    }

    /// <summary>Solves for one right-hand side, in place.</summary>
    public void Solve(Span<double> right)
    {
        for (var row = 0; row < Size; row++)
            right[row] = (right[row] - Dot(_factor.AsSpan(row * Size, row), right[..row])) / _factor[(row * Size) + row];
        for (var row = Size - 1; row >= 0; row--)
        {
            var value = right[row] /= _factor[(row * Size) + row];
            Subtract(right[..row], _factor.AsSpan(row * Size, row), value);
        }
    }

    /// <summary>The inverse, by rows.</summary>
    public double[] Inverse()
    {
        var inverse = new double[Size * Size];
        for (var row = 0; row < Size; row++)
        {
            inverse[(row * Size) + row] = 1;
            Solve(inverse.AsSpan(row * Size, Size));
        }

        return inverse;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector<double>.Zero;
        var at = 0;
        for (; at <= a.Length - Vector<double>.Count; at += Vector<double>.Count)
            sums += new Vector<double>(a[at..]) * new Vector<double>(b[at..]);
        var sum = Vector.Sum(sums);
        for (; at < a.Length; at++)
            sum += a[at] * b[at];
        return sum;
    }

    private static void Subtract(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var at = 0;
        var factors = new Vector<double>(factor);
        for (; at <= target.Length - Vector<double>.Count; at += Vector<double>.Count)
            (new Vector<double>(target[at..]) - (factors * new Vector<double>(source[at..]))).CopyTo(target[at..]);
        for (; at < target.Length; at++)
            target[at] -= factor * source[at];
    }
}
