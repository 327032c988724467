using Helpline.Contracts;
using Helpline.RoutingModel;
using Helpline.Support;

namespace Helpline.Routing.Tests.Model;

/// <summary>The model itself, by cases small enough to check by hand.</summary>
public sealed class ModelTests
{
    private static readonly PoolId Pool = new("main");
    private static readonly LineId Line = new("northants");
    private readonly TestClock clock = new();
    private QueuePolicy policy = QueuePolicy.Default;
    private ModelPool? pool;

    private ModelPool Model => pool ??= new(
        new() { LineOf = id => new(id, Pool, id.Value, "Anywhere", "en", "Hello.", []) { Queue = policy } }, clock.GetUtcNow);

    [Fact]
    public void TheHighestLevel_IsAskedFirst_AndTheLowestThatSuffices_WherePolicySaysSo()
    {
        var good = Agent("lang:en@5");
        var fair = Agent("lang:en@2");
        Agent("lang:cy@9");

        OfferOf(Phone("lang:en")).Agent.ShouldBe(good);

        policy = new() { Choice = ChoicePolicy.SpareSkill };
        pool = null;
        (good, fair) = (Agent("lang:en@5"), Agent("lang:en@2"));
        OfferOf(Phone("lang:en")).Agent.ShouldBe(fair);
    }

    [Fact]
    public void TheOldestWaits_ForTheFirstWhoGetsRoom()
    {
        var agent = Agent("lang:en");
        var first = Connected(Phone("lang:en"));
        var late = Phone("lang:en");
        var early = Phone("lang:en", waited: 60);

        Model.End(first, agent.Id);
        Model.Complete(first, agent.Id);

        early.Assignment!.Agent.ShouldBe(agent);
        late.Assignment.ShouldBeNull();
    }

    [Fact]
    public void WhoeverDeclines_GetsItBackOnlyAfterTheRest_AndOnlyIfNobodyElseCan()
    {
        var agent = Agent("lang:en");
        var contact = Phone("lang:en");
        Model.Decline(OfferOf(contact), agent.Id, DeclineReason.NotNow).ShouldBe(StepOutcome.Done);
        contact.Assignment.ShouldBeNull();

        Pass(29, agent);
        contact.Assignment.ShouldBeNull();
        Pass(1, agent);
        OfferOf(contact).Agent.ShouldBe(agent);
    }

    [Fact]
    public void WhileACallWaits_AnAgentWithATextGetsNoNewerOne_AndGetsItWhenTheCallHasGone()
    {
        var agent = Agent("lang:en");
        var text = Connected(Text("lang:en"));
        var call = Phone("lang:en");
        clock.Advance(TimeSpan.FromSeconds(1));
        var newer = Text("lang:en");
        newer.Assignment.ShouldBeNull();

        Model.PersonLeft(call, CloseReason.Abandoned);

        OfferOf(newer).Agent.ShouldBe(agent);
        text.State.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public void ADemand_WidensInStages_AndOpensTheBackUps()
    {
        policy = new() { Stages = [new() { AfterSeconds = 10, LowerLevelsTo = 1 }, new() { AfterSeconds = 20, Open = ["on-call"] }] };
        var backup = Agent("lang:en@4", backups: "on-call");
        var contact = Phone("lang:en@3");

        Pass(10, backup);
        (contact.Stage, contact.Assignment).ShouldBe((1, null));
        Pass(10, backup);
        (contact.Stage, OfferOf(contact).Agent).ShouldBe((2, backup));
    }

    [Fact]
    public void AReply_ResumesAParkedConversation_OnlyWhenThereIsRoom_AndGoesToThePoolInTime()
    {
        var agent = Agent("lang:en");
        var texts = Enumerable.Range(0, 3).Select(_ => Connected(Text("lang:en"))).ToList();
        Model.Park(texts[0], agent.Id, until: null).ShouldBe(StepOutcome.Done);
        Connected(Text("lang:en"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Model.Announce(texts[0].Contact, ContactNews.MessageReceived);
        texts[0].State.ShouldBe(AssignmentState.Parked);
        var replied = clock.GetUtcNow();

        Pass(300, agent);

        (texts[0].State, texts[0].Contact.State, texts[0].Contact.KnownTo).ShouldBe((AssignmentState.Released, ContactState.Waiting, agent.Id));
        texts[0].Contact.WaitingSince.ShouldBe(replied.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void ATransferToAnAgent_WaitsForThem_AndThenForAnybody()
    {
        var (first, second) = (Agent("lang:en@9"), Agent("lang:cy"));
        var contact = Connected(Phone("lang:en")).Contact;
        var busy = Connected(Phone("lang:cy"));
        Model.Transfer(contact, first.Id, new TransferTarget.ToAgent(second.Id)).ShouldBe(StepOutcome.Done);
        (contact.State, contact.ReservedFor, contact.KnownTo, contact.Assignment).ShouldBe((ContactState.Waiting, second.Id, first.Id, null));

        var third = Agent("lang:en");
        contact.Assignment.ShouldBeNull();
        Pass(60, first, second, third);

        OfferOf(contact).Agent.ShouldBe(third);
        busy.State.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public void WhatIsOver_IsForgotten()
    {
        var agent = Agent("lang:en");
        for (var i = 0; i < 2000; i++)
        {
            var share = Connected(Phone("lang:en"));
            Pass(10, agent);
            Model.End(share, agent.Id);
            Model.Complete(share, agent.Id);
        }

        (Model.Contacts.Count, Model.Assignments.Count).ShouldBe((360, 0));
    }

    private ModelAgent Agent(string skill, string? backups = null)
    {
        var id = AgentId.New();
        Model.SignOn(new(id, [skill], new Dictionary<Channel, int> { [Channel.Phone] = 1, [Channel.Sms] = 3 }, backups is null ? null : [backups]));
        Model.Renew([id]);
        Model.SetStatus(id, AgentStatus.Available, null);
        return Model.Agents[id];
    }

    private ModelContact Phone(string skill, int waited = 0) => Enqueued(new(Channel.Phone, [skill]), waited);

    private ModelContact Text(string skill) => Enqueued(new(Channel.Sms, [skill]), 0);

    private ModelContact Enqueued(Demand demand, int waited)
    {
        var id = ContactId.New();
        Model.Enqueue(new(id, Pool, Line, demand, Priority.Normal, clock.GetUtcNow() - TimeSpan.FromSeconds(waited))).ShouldBe(EnqueueOutcome.Enqueued);
        return Model.Contacts[id];
    }

    private static ModelAssignment OfferOf(ModelContact contact)
    {
        contact.IsOffered.ShouldBeTrue();
        return contact.Assignment!;
    }

    private ModelAssignment Connected(ModelContact contact)
    {
        var offer = OfferOf(contact);
        Model.Accept(offer, offer.Agent.Id).ShouldBe(AcceptOutcome.Accepted);
        Model.Connected(offer).ShouldBe(StepOutcome.Done);
        return offer;
    }

    private void Pass(int seconds, params ModelAgent[] heard)
    {
        for (var i = 0; i < seconds; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            Model.Renew(heard.Select(a => a.Id));
            Model.DoDue();
        }
    }
}
