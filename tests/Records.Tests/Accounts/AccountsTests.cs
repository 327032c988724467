using Helpline.Contracts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.Records.Tests.Accounts;

public sealed class AccountsTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private static readonly NewAccount Ama = new(
        "ama", "Ama", "correct horse", Pool, [Roles.Agent], ["lang:en", "line:northants"], new Dictionary<Channel, int> { [Channel.Phone] = 1, [Channel.Sms] = 3 });

    [Fact]
    public async Task Upsert_ANewAccount_CanSignInAndIsInTheDirectory()
    {
        (await Node.Setup.HasAccountsAsync(default)).ShouldBeFalse();
        await Node.Setup.UpsertAccountAsync(Ama, default);

        (await Node.Setup.HasAccountsAsync(default)).ShouldBeTrue();
        var agent = (await Node.Get<IAgentDirectory>().OfPoolAsync(Pool, default)).ShouldHaveSingleItem();
        (agent.DisplayName, agent.Pool).ShouldBe(("Ama", Pool));
        agent.Roles.ShouldBe([Roles.Agent]);
        agent.Skills.ShouldBe(["lang:en", "line:northants"]);
        agent.Capacity.ShouldBe(Ama.Capacity, ignoreOrder: true);
        (await Node.Get<IAgentDirectory>().FindAsync(agent.Id, default))!.DisplayName.ShouldBe("Ama");
        (await CheckAsync("AMA", "correct horse")).ShouldBeTrue();
        (await CheckAsync("ama", "wrong horse!")).ShouldBeFalse();
    }

    [Fact]
    public async Task Upsert_AnExistingAccount_GetsExactlyWhatIsNamed_AndKeepsItsId()
    {
        await Node.Setup.UpsertAccountAsync(Ama, default);
        var before = (await Node.Get<IAgentDirectory>().OfPoolAsync(Pool, default))[0];

        await Node.Setup.UpsertAccountAsync(
            Ama with { DisplayName = "Amara", Password = "another horse", Roles = [Roles.Supervisor], Skills = ["bsl"], Capacity = new Dictionary<Channel, int> { [Channel.BslVideo] = 1 } }, default);

        var after = (await Node.Get<IAgentDirectory>().OfPoolAsync(Pool, default)).ShouldHaveSingleItem();
        (after.Id, after.DisplayName).ShouldBe((before.Id, "Amara"));
        after.Roles.ShouldBe([Roles.Supervisor]);
        after.Skills.ShouldBe(["bsl"]);
        after.Capacity.ShouldBe(new Dictionary<Channel, int> { [Channel.BslVideo] = 1 });
        (await CheckAsync("ama", "another horse")).ShouldBeTrue();
        (await CheckAsync("ama", "correct horse")).ShouldBeFalse();
    }

    [Fact]
    public async Task Upsert_LevelsAndBackUpGroups_AreKept_EachSkillOnceAtItsHighest()
    {
        await Node.Setup.UpsertAccountAsync(
            Ama with { Skills = ["specialism:disability@3", "lang:en", "specialism:disability@2"], Backups = ["on-call", "nights", "on-call"] }, default);

        var agent = (await Node.Get<IAgentDirectory>().OfPoolAsync(Pool, default)).ShouldHaveSingleItem();
        agent.Skills.ShouldBe(["lang:en", "specialism:disability@3"]);
        agent.Backups.ShouldBe(["nights", "on-call"]);

        await Node.Setup.UpsertAccountAsync(Ama, default);
        (await Node.Get<IAgentDirectory>().FindAsync(agent.Id, default))!.Backups.ShouldBe([]);
    }

    [Fact]
    public async Task Upsert_WithAnythingWrong_NamesAllOfIt_AndChangesNothing()
    {
        var bad = Ama with { DisplayName = " ", Pool = new("No Such"), Roles = ["boss"], Skills = ["bsl@0"], Capacity = new Dictionary<Channel, int> { [Channel.Sms] = 0 }, Backups = ["On Call"] };

        var refusal = await Should.ThrowAsync<RecordsSetupException>(() => Node.Setup.UpsertAccountAsync(bad, default));

        refusal.Message.Split(Environment.NewLine).Length.ShouldBe(6);
        (await Node.Setup.HasAccountsAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Upsert_AShortPassword_IsRefused_AndTheOldOneStays()
    {
        (await Should.ThrowAsync<RecordsSetupException>(() => Node.Setup.UpsertAccountAsync(Ama with { Password = "ninechars" }, default))).Message.ShouldContain("10");
        (await Node.Setup.HasAccountsAsync(default)).ShouldBeFalse();
        await Node.Setup.UpsertAccountAsync(Ama with { Password = "tencharsxx" }, default);

        await Should.ThrowAsync<RecordsSetupException>(() => Node.Setup.UpsertAccountAsync(Ama with { DisplayName = "Other", Password = "short" }, default));

        (await CheckAsync("ama", "tencharsxx")).ShouldBeTrue();
        (await Node.Get<IAgentDirectory>().OfPoolAsync(Pool, default))[0].DisplayName.ShouldBe("Ama");
    }

    [Fact]
    public async Task Upsert_ByTwoNodesAtOnce_MakesOneAccount()
    {
        await using var other = await Node.AnotherAsync();

        await Task.WhenAll(
            Task.Run(() => Node.Setup.UpsertAccountAsync(Ama, default)),
            Task.Run(() => other.Setup.UpsertAccountAsync(Ama, default)));

        (await Node.Get<IAgentDirectory>().OfPoolAsync(Pool, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task FiveWrongPasswords_LockTheAccount_AndTheOperatorCanOpenIt()
    {
        await Node.Setup.UpsertAccountAsync(Ama, default);
        await using (var scope = Node.Scope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<HelplineUser>>();
            var user = (await users.FindByNameAsync("ama"))!;
            for (var i = 0; i < 5; i++)
            {
                (await users.IsLockedOutAsync(user)).ShouldBeFalse();
                await users.AccessFailedAsync(user);
            }

            (await users.IsLockedOutAsync(user)).ShouldBeTrue();
        }

        await Node.Setup.UpsertAccountAsync(Ama, default);

        await using var later = Node.Scope();
        var again = later.ServiceProvider.GetRequiredService<UserManager<HelplineUser>>();
        (await again.IsLockedOutAsync((await again.FindByNameAsync("ama"))!)).ShouldBeFalse();
    }

    [Fact]
    public async Task APasskey_IsKeptAndFoundAgain()
    {
        await Node.Setup.UpsertAccountAsync(Ama, default);
        byte[] id = [1, 2, 3];
        await using (var scope = Node.Scope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<HelplineUser>>();
            var user = (await users.FindByNameAsync("ama"))!;
            var passkey = new UserPasskeyInfo(id, [4], Node.Clock.GetUtcNow(), 0, ["usb"], true, false, false, [5], [6]);
            (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded.ShouldBeTrue();
        }

        await using var later = Node.Scope();
        var found = await later.ServiceProvider.GetRequiredService<UserManager<HelplineUser>>().FindByPasskeyIdAsync(id);
        found!.UserName.ShouldBe("ama");
    }

    [Fact]
    public async Task TheSignInManager_IsThere()
    {
        await using var scope = Node.Scope();
        scope.ServiceProvider.GetRequiredService<SignInManager<HelplineUser>>().ShouldNotBeNull();
    }

    private async Task<bool> CheckAsync(string name, string password)
    {
        await using var scope = Node.Scope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<HelplineUser>>();
        return await users.CheckPasswordAsync((await users.FindByNameAsync(name))!, password);
    }
}
