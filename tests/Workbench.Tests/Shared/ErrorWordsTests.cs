using Workbench.Shared;
using Xunit;

namespace Workbench.Tests.Shared;

public sealed class ErrorWordsTests
{
    [Fact]
    public void InWords_ErrorThatNamesAParameter_SaysOnlyTheSentence()
    {
        Assert.Equal("Reason: 1 to 400 characters.", new ArgumentException("Reason: 1 to 400 characters.", "reason").InWords());
        Assert.Equal("No such study.", new MissingException("No such study.").InWords());
        Assert.Equal("A draft is too long.", new ArgumentException("A draft is too long.").InWords());
    }
}
