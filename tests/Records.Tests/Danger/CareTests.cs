using Helpline.Contracts;

namespace Helpline.Records.Tests.Danger;

/// <summary>Relay marks, and attacks on the people who answer.</summary>
public sealed class CareTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    [Fact]
    public async Task ARelayMark_IsSeenByWhoeverReadsTheContactLater_AndTheInterpreterLiesSealed()
    {
        var contact = (await TakeAsync(Call("+447700900123"))).Contact;
        var marks = Node.Get<IAccessMarks>();
        (await ReadAsync(contact)).Access.ShouldBeNull();

        (await marks.MarkAsync(contact, Reader, new(AccessService.BslRelay, "SignLive", "Zebedee 17"), default)).ShouldBeTrue();

        var access = (await ReadAsync(contact)).Access!;
        (access.Service, access.Provider, access.Interpreter, access.By).ShouldBe((AccessService.BslRelay, "SignLive", "Zebedee 17", Agent));
        access.ToString().ShouldNotContain("Zebedee");
        (await Node.ColumnAsync("select c::text || encode(access_about_sealed, 'escape') from contact c")).ShouldHaveSingleItem().ShouldNotContain("Zebedee");
        (await marks.MarkAsync(contact, Reader, mark: null, default)).ShouldBeTrue();
        (await ReadAsync(contact)).Access.ShouldBeNull();
        (await marks.MarkAsync(ContactId.New(), Reader, mark: null, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task ABslRelaysNumber_IsTheServices_AndKnowsNobodyAgain_UntilTheMarkIsTakenBack()
    {
        const string Service = "+448081570999";
        var first = await TakeAsync(Call(Service));
        await Node.Get<IAccessMarks>().MarkAsync(first.Contact, Reader, new(AccessService.BslRelay, Interpreter: "Ewa"), default);
        await AppendAsync(Event(RoutingEventKind.PersonLeft, first, ContactState.Closed, CloseReason.Abandoned));

        (await TakeAsync(Call(Service))).Resumes.ShouldBeNull();
        (await ReadAsync(first.Contact)).AddressWithheld.ShouldBeTrue();
        (await Node.Get<IContactFile>().AddressForDeliveryAsync(first.Contact, default))!.Value.IsWithheld.ShouldBeTrue();

        await Node.Get<IAccessMarks>().MarkAsync(first.Contact, Reader, new(AccessService.BslRelay, Interpreter: "Ewa again"), default);
        await Node.Get<IAccessMarks>().MarkAsync(first.Contact, Reader, new(AccessService.RelayUk), default);
        (await Node.Get<IContactFile>().AddressForDeliveryAsync(first.Contact, default))!.Value.Reveal.ShouldBe(Service);
        (await ReadAsync(first.Contact)).EarlierContacts.ShouldBe(0);
        (await TakeAsync(Call(Service))).Resumes.ShouldBe(first.Contact);
    }

    [Fact]
    public async Task ANumberThatSaysItIsRelayed_MarksTheContact()
    {
        var contact = (await TakeAsync(Call("+447700900123") with { Access = AccessService.RelayUk })).Contact;

        var access = (await ReadAsync(contact)).Access!;

        (access.Service, access.By).ShouldBe((AccessService.RelayUk, null));
    }

    [Fact]
    public async Task StaffIncidents_AreCounted_OncePerId_AndNameNobody()
    {
        var incidents = Node.Get<IStaffIncidents>();
        var first = new StaffIncident(Guid.CreateVersion7(), Pool, Line.Id, Channel.Phone, StaffIncidentWay.Ended);
        await incidents.RecordAsync(first, default);
        var contact = (await TakeAsync(Call("+447700900123"))).Contact;
        (await ReadAsync(contact)).RelievedAt.ShouldBeNull();
        await incidents.RelieveAsync(contact, default);
        (await ReadAsync(contact)).RelievedAt.ShouldNotBeNull();
        await incidents.RecordAsync(first, default);
        Node.Clock.Advance(TimeSpan.FromDays(3));
        await incidents.RecordAsync(first with { Id = Guid.CreateVersion7(), Way = StaffIncidentWay.HandedOver }, default);
        await incidents.RecordAsync(first with { Id = Guid.CreateVersion7(), Pool = new("elsewhere") }, default);

        (await incidents.CountAsync(Pool, default)).ShouldBe(new StaffIncidentCounts(Day: 1, Week: 2, Month: 2));
        Node.Clock.Advance(TimeSpan.FromDays(28));
        (await incidents.CountAsync(Pool, default)).ShouldBe(new StaffIncidentCounts(Day: 0, Week: 0, Month: 1));
        (await Node.ColumnAsync("select column_name from information_schema.columns where table_name = 'staff_incident' order by 1")).ShouldBe(["at", "channel", "id", "line", "pool", "way"]);
    }
}
