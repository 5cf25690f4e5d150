using MudBlazor;

namespace Workbench.Shared.Layout;

/// <summary>Our colours for the components that MudBlazor draws; the style sheet holds the same values for everything else.</summary>
public static class WorkbenchTheme
{
    private static readonly string[] Sans = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#4053C9",
            Secondary = "#6B675F",
            Background = "#FBFAF7",
            Surface = "#FFFFFF",
            AppbarBackground = "#FBFAF7",
            TextPrimary = "#23211D",
            TextSecondary = "#5F5B53",
            ActionDefault = "#5F5B53",
            Divider = "#E3DFD6",
            LinesDefault = "#E3DFD6",
            LinesInputs = "#8E897E",
            TableLines = "#E3DFD6",
            Error = "#B3261E",
            Warning = "#8A5A00",
            Info = "#4053C9",
            Success = "#1E6B45",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#9AA8FF",
            Secondary = "#A9A498",
            Background = "#191815",
            Surface = "#22201D",
            AppbarBackground = "#191815",
            TextPrimary = "#ECE8DF",
            TextSecondary = "#B5B0A4",
            ActionDefault = "#B5B0A4",
            Divider = "#38352F",
            LinesDefault = "#38352F",
            LinesInputs = "#7C776C",
            TableLines = "#38352F",
            Error = "#FF8A80",
            Warning = "#E9B64C",
            Info = "#9AA8FF",
            Success = "#7FCFA5",
            PrimaryContrastText = "#14131F",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = "0.9375rem", LineHeight = "1.5" },
            Button = new ButtonTypography { FontFamily = Sans, TextTransform = "none", FontWeight = "500", LetterSpacing = "0" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
    };
}
