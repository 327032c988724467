using Helpline.Contracts;
using Helpline.RoutingModel;

namespace Helpline.Routing.Tests.Model;

/// <summary>Parking, handing over, and what supervisors do.</summary>
public abstract partial class HistoryTest
{
    private async Task ParkAsync()
    {
        if (AnyAssignment(AssignmentState.Active) is not { } assignment)
        {
            return;
        }

        DateTimeOffset? until = random.Next(3) == 0 ? Clock.GetUtcNow() + TimeSpan.FromSeconds(random.Next(1, 40)) : null;
        told.Add($"park {assignment.Id} in {assignment.State} until {until:HH:mm:ss.fff}");
        (await TwiceAsync(n => n.Router.ParkAsync(Pool, assignment.Id, assignment.Agent.Id, until, default))).ShouldBe(model.Park(assignment, assignment.Agent.Id, until));
    }

    private async Task NewsAsync()
    {
        var parked = known.Where(a => a.State == AssignmentState.Parked).Select(a => a.Contact).ToList();
        if ((parked.Count > 0 && random.Next(4) > 0 ? Pick(parked) : AnyContact()) is { } contact)
        {
            var news = random.Next(4) > 0 ? ContactNews.MessageReceived : ContactNews.DeliveryChanged;
            told.Add($"{news} of {contact.Id}");
            await AnyNode.Router.AnnounceAsync(Pool, contact.Id, news, default);
            model.Announce(contact, news);
        }
    }

    private async Task PersonLeftAsync()
    {
        if (AnyContact() is { } contact)
        {
            var reason = Pick([CloseReason.Abandoned, CloseReason.Expired, CloseReason.LeftMessage, CloseReason.Redirected]);
            told.Add($"person left {contact.Id} {reason}");
            (await TwiceAsync(n => n.Router.PersonLeftAsync(Pool, contact.Id, reason, default))).ShouldBe(model.PersonLeft(contact, reason));
        }
    }

    private async Task TransferAsync()
    {
        if (AnyContact() is { } contact)
        {
            TransferTarget target = random.Next(4) switch
            {
                < 2 => new TransferTarget.ToAgent(Pick(people)),
                2 => new TransferTarget.ToSkills([Pick(["lang:en", "lang:cy", "specialism:faith@2"])]),
                _ => new TransferTarget.ToLine(Pick(World.Lines).Id),
            };
            var owner = random.Next(2) == 0 || contact.State != ContactState.InHand ? (AgentId?)null
                : random.Next(10) == 0 ? Pick(people) : contact.Assignment!.Agent.Id;
            told.Add($"transfer {contact.Id} in {contact.State} by {owner} {target} {string.Join(' ', (target as TransferTarget.ToSkills)?.Skills ?? [])}");
            (await TwiceAsync(n => n.Router.TransferAsync(Pool, contact.Id, owner, target, default))).ShouldBe(model.Transfer(contact, owner, target));
        }
    }

    private async Task ReprioritiseAsync()
    {
        if (AnyContact() is { } contact)
        {
            var (priority, by) = (Pick(Enum.GetValues<Priority>()), Pick(people));
            told.Add($"reprioritise {contact.Id} {priority}");
            (await TwiceAsync(n => n.Router.ReprioritiseAsync(Pool, contact.Id, priority, by, default))).ShouldBe(model.Reprioritise(contact, priority, by));
        }
    }

    private async Task PromiseCallBackAsync()
    {
        if (AnyContact() is { } contact)
        {
            var task = new ContactId(SeededGuid());
            told.Add($"promise {contact.Id} in {contact.State} a call back as {task}");
            (await TwiceAsync(n => n.Router.PromiseCallBackAsync(Pool, contact.Id, task, default))).ShouldBe(model.PromiseCallBack(contact, task));
        }
    }

    private ModelContact? AnyContact()
    {
        var among = model.Contacts.Values.Where(c => c.State != ContactState.Closed || random.Next(20) == 0).ToList();
        return among.Count == 0 ? null : Pick(among);
    }
}
