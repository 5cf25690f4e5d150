namespace Workbench.Features.Studies;

/// <summary>What somebody may do with a study, each including those before it except where said.</summary>
public enum StudyRight
{
    /// <summary>Judge one's own assignments and see nothing else: neither results nor conditions.</summary>
    Judge,

    /// <summary>See everything, change nothing.</summary>
    View,

    /// <summary>See and change everything.</summary>
    Edit,
}
