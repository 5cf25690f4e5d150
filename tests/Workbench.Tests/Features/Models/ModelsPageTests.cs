using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Features.Models;
using Workbench.Shared.Access;
using Workbench.Tests.Testing;
using Xunit;

namespace Workbench.Tests.Features.Models;

public sealed class ModelsPageTests : ModelTests
{
    private PageContext _pages = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Workbench.RunStepAsync<PrepareEndpoints>(Cancel);
        _pages = new PageContext(Workbench);
    }

    public override async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public void ModelsPage_ListsServersAndSaysWhatTheRecordedSampleIs()
    {
        var page = _pages.Show<ModelsPage>();

        page.WaitForAssertion(() => Assert.Equal("1 model server", page.Find("h1").TextContent));
        Assert.Contains(Server.Address.AbsoluteUri, page.Find(".endpoint").TextContent, StringComparison.Ordinal);
        Assert.Contains("come from no model", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelsPage_Test_SaysTheResultInWords()
    {
        var page = _pages.Show<ModelsPage>();
        await page.WaitForElement("[aria-label='Test Test']").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("test-model answered in", page.Find(".endpoint [role=status]").TextContent, StringComparison.Ordinal));

        Server.RequiredKey = "secret";
        await page.Find("[aria-label='Test Test']").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("wants a key", page.Find(".endpoint [role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EndpointPage_Save_StoresTheKeyAndNeverShowsIt()
    {
        var page = _pages.Show<EndpointPage>();
        await page.Find("[name=name]").ChangeAsync("Mine");
        await page.Find("[name=address]").ChangeAsync(Server.Address.AbsoluteUri);
        await page.Find("[name=key]").ChangeAsync("sk-secret-4711");
        await page.Find("form").SubmitAsync();
        var saved = Assert.Single(await Workbench.Get<EndpointStore>().ListAsync(Actor.LocalOwner, Cancel), e => e.Name == "Mine");

        var again = _pages.Show<EndpointPage>(p => p.Add(x => x.Id, saved.Id));

        Assert.True(saved.HasKey);
        again.WaitForAssertion(() => Assert.Equal("", again.Find("[name=key]").GetAttribute("value")));
        Assert.Equal("stored; enter another to replace it", again.Find("[name=key]").GetAttribute("placeholder"));
        Assert.DoesNotContain("4711", again.Markup, StringComparison.Ordinal);
        Assert.EndsWith("/models", _pages.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndpointPage_WhatCannotBeSaved_SaysWhyWhereItStands()
    {
        var page = _pages.Show<EndpointPage>();
        await page.Find("[name=address]").ChangeAsync("localhost:1234");
        await page.Find("form").SubmitAsync();

        Assert.Contains("begins with http://", page.Find("[name=address]").ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Give it a name", page.Find("[name=name]").ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find("[name=address]").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task EndpointPage_TestWithoutAModel_OffersThoseOfTheServer()
    {
        var page = _pages.Show<EndpointPage>();
        await page.Find("[name=address]").ChangeAsync(Server.Address.AbsoluteUri);
        await page.FindAll("button").Single(b => b.TextContent == "Test").ClickAsync();
        page.WaitForElement(".model-choices");

        await page.FindAll(".model-choices button").Single(b => b.TextContent == "test-judge").ClickAsync();

        Assert.Equal("test-judge", page.Find("[name=model]").GetAttribute("value"));
    }

    [Fact]
    public async Task EndpointPage_AnotherAddress_WarnsThatTheStoredKeyIsNotSentThere()
    {
        var id = await AddEndpointAsync(e => e.Name = "Mine", key: "sk");
        var page = _pages.Show<EndpointPage>(p => p.Add(x => x.Id, id));

        await page.WaitForElement("[name=address]").ChangeAsync("https://elsewhere.example/v1");

        Assert.Contains("will not be sent to this one", page.Markup, StringComparison.Ordinal);
    }
}
