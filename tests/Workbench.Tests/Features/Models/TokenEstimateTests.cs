using Workbench.Features.Models;
using Workbench.Methods.Personalization;
using Xunit;

namespace Workbench.Tests.Features.Models;

public sealed class TokenEstimateTests
{
    [Fact]
    public void Count_OfMessages_AddsTheFrameOfTheChatFormat()
    {
        // "hello world" is 2 tokens of o200k_base, a role is 1, a message costs 3 and the start of the reply 3.
        Assert.Equal(2, TokenEstimate.Count("hello world"));
        Assert.Equal(3 + (3 + 1 + 2), TokenEstimate.Count([new PromptMessage("user", "hello world")]));
    }
}
