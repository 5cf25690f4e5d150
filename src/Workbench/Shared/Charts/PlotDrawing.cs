using Plotly.Blazor;
using Plotly.Blazor.ConfigLib;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Bars = Plotly.Blazor.Traces.BarLib;
using Notes = Plotly.Blazor.LayoutLib.AnnotationLib;
using Shapes = Plotly.Blazor.LayoutLib.ShapeLib;

namespace Workbench.Shared.Charts;

/// <summary>Says a <see cref="Figure"/> in Plotly's words. Only this and <see cref="PlotFigure"/> know the library.</summary>
internal static class PlotDrawing
{
    private const string Sans = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif";
    private const int RowHeight = 30;
    private const int TopMargin = 24;
    private const int BottomMargin = 48;
    private const int LongestName = 24;
    private const decimal PixelsPerCharacter = 7.2m;

    /// <summary>Fixed by the rows, so that the page stays still while the script and the data arrive.</summary>
    public static int HeightOf(Figure figure) => TopMargin + BottomMargin + (RowHeight * Math.Max(1, figure.Rows.Count));

    public static Config Config { get; } = new()
    {
        DisplayModeBar = DisplayModeBarEnum.False,
        DisplayLogo = false,
        Responsive = true,
        DoubleClick = DoubleClickEnum.False,
        ShowTips = false,
    };

    public static IList<ITrace> Traces(Figure figure, FigurePalette palette) =>
        [.. figure.Series.Select(series => series.Mark == FigureMark.Bar ? (ITrace)BarTrace(series, palette) : DotTrace(series, palette))];

    public static Plotly.Blazor.Layout LayoutOf(Figure figure, FigurePalette palette)
    {
        var longestNote = figure.Rows.Count == 0 ? 0 : figure.Rows.Max(row => row.Note.Length);
        return new()
        {
            AutoSize = true,
            Height = HeightOf(figure),
            Margin = new Margin { T = TopMargin, B = BottomMargin, L = 8, R = 16 + (longestNote * PixelsPerCharacter), AutoExpand = true },
            PaperBgColor = "rgba(0,0,0,0)",
            PlotBgColor = "rgba(0,0,0,0)",
            ShowLegend = false,
            DragMode = DragModeEnum.False,
            HoverMode = HoverModeEnum.Closest,
            Font = new Font { Family = Sans, Size = 13, Color = palette.Ink2 },
            HoverLabel = new Plotly.Blazor.LayoutLib.HoverLabel
            {
                BgColor = palette.Paper,
                BorderColor = palette.Line,
                Font = new Plotly.Blazor.LayoutLib.HoverLabelLib.Font { Family = Sans, Size = 13, Color = palette.Ink },
            },
            XAxis = [ValueAxis(figure, palette)],
            YAxis = [RowAxis(figure, palette)],
            Shapes = figure.Reference is { } reference ? [ReferenceLine(reference, palette)] : [],
            Annotations = [.. NotesOf(figure, palette)],
        };
    }

    private static XAxis ValueAxis(Figure figure, FigurePalette palette) => new()
    {
        // A little room beyond the ends, so that a mark at 0 or 100 % is whole.
        Range = Padded(figure.Axis),
        FixedRange = true,
        ShowGrid = false,
        ZeroLine = false,
        TickMode = Plotly.Blazor.LayoutLib.XAxisLib.TickModeEnum.Array,
        TickVals = [.. figure.Axis.Ticks.Select(tick => (object)tick.Value)],
        TickText = [.. figure.Axis.Ticks.Select(tick => (object)tick.Text)],
        Ticks = Plotly.Blazor.LayoutLib.XAxisLib.TicksEnum.Outside,
        TickLen = 4,
        TickAngle = 0,
        TickColor = palette.Line,
        ShowLine = true,
        LineColor = palette.Line,
        Title = new Plotly.Blazor.LayoutLib.XAxisLib.Title
        {
            Text = Plain(figure.Axis.Title),
            Standoff = 8,
            Font = new Plotly.Blazor.LayoutLib.XAxisLib.TitleLib.Font { Size = 12, Color = palette.Ink2 },
        },
    };

    private static YAxis RowAxis(Figure figure, FigurePalette palette) => new()
    {
        Range = [figure.Rows.Count - 0.5, -0.5],
        FixedRange = true,
        ShowGrid = false,
        ZeroLine = false,
        AutoMargin = Plotly.Blazor.LayoutLib.YAxisLib.AutoMarginFlag.True,
        TickMode = Plotly.Blazor.LayoutLib.YAxisLib.TickModeEnum.Array,
        TickVals = [.. Enumerable.Range(0, figure.Rows.Count).Select(i => (object)i)],
        TickText = [.. figure.Rows.Select(row => (object)(Plain(Shorten(row.Name)) + "  "))],
        TickFont = new Plotly.Blazor.LayoutLib.YAxisLib.TickFont { Color = palette.Ink, Size = 13 },
    };

    private static Scatter DotTrace(FigureSeries series, FigurePalette palette)
    {
        var colour = palette.Of(series.Colour);
        var hollow = series.Mark == FigureMark.Hollow;
        return new Scatter
        {
            Name = Plain(series.Name),
            Mode = ModeFlag.Markers,
            X = [.. series.Points.Select(p => (object)p.Value)],
            Y = [.. series.Points.Select(p => (object)p.Row)],
            TextArray = [.. series.Points.Select(p => Plain(p.Detail))],
            HoverTemplate = "%{text}<extra></extra>",
            ClipOnAxis = false,
            ErrorX = new ErrorX
            {
                Type = Plotly.Blazor.Traces.ScatterLib.ErrorXLib.TypeEnum.Data,
                Symmetric = false,
                Array = [.. series.Points.Select(p => (object)((p.Upper ?? p.Value) - p.Value))],
                ArrayMinus = [.. series.Points.Select(p => (object)(p.Value - (p.Lower ?? p.Value)))],
                Color = colour,
                Thickness = 1.5m,
                Width = 0,
            },
            Marker = new Marker
            {
                Size = 10,
                Color = hollow ? palette.Paper : colour,
                Opacity = 1,
                Line = new Plotly.Blazor.Traces.ScatterLib.MarkerLib.Line { Color = colour, Width = 2 },
            },
        };
    }

    private static Bar BarTrace(FigureSeries series, FigurePalette palette) => new()
    {
        Name = Plain(series.Name),
        Orientation = Bars.OrientationEnum.H,
        X = [.. series.Points.Select(p => (object)p.Value)],
        Y = [.. series.Points.Select(p => (object)p.Row)],
        TextArray = [.. series.Points.Select(p => Plain(p.Detail))],
        TextPosition = Bars.TextPositionEnum.None,
        HoverTemplate = "%{text}<extra></extra>",
        Width = 0.5m,
        Marker = new Bars.Marker { Color = palette.Of(series.Colour) },
    };

    private static Shape ReferenceLine(double at, FigurePalette palette) => new()
    {
        Type = Shapes.TypeEnum.Line,
        XRef = "x",
        YRef = "paper",
        X0 = at,
        X1 = at,
        Y0 = 0,
        Y1 = 1,
        Layer = Shapes.LayerEnum.Below,
        Line = new Shapes.Line { Color = palette.Line, Width = 1, Dash = "4px,3px" },
    };

    private static IEnumerable<Annotation> NotesOf(Figure figure, FigurePalette palette)
    {
        if (figure is { Reference: { } reference, ReferenceLabel: { } label })
        {
            yield return new Annotation
            {
                Text = Plain(label),
                XRef = "x",
                YRef = "paper",
                X = reference,
                Y = 1,
                XAnchor = Notes.XAnchorEnum.Center,
                YAnchor = Notes.YAnchorEnum.Bottom,
                ShowArrow = false,
                Font = new Notes.Font { Color = palette.Ink2, Size = 12 },
            };
        }

        for (var row = 0; row < figure.Rows.Count; row++)
        {
            yield return new Annotation
            {
                Text = Plain(figure.Rows[row].Note),
                XRef = "paper",
                YRef = "y",
                X = 1,
                Y = row,
                XShift = 12,
                XAnchor = Notes.XAnchorEnum.Left,
                YAnchor = Notes.YAnchorEnum.Middle,
                Align = Notes.AlignEnum.Left,
                ShowArrow = false,
                Font = new Notes.Font { Color = palette.Ink, Size = 13 },
            };
        }
    }

    private static List<object> Padded(FigureAxis axis)
    {
        var room = (axis.Maximum - axis.Minimum) * 0.02;
        return [axis.Minimum - room, axis.Maximum + room];
    }

    private static string Shorten(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)].TrimEnd() + "…";

    /// <summary>Plotly reads a little HTML in every text; what users wrote is shown as it is.</summary>
    private static string Plain(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            .ReplaceLineEndings("<br>");
}
