using Helpline.Contracts;

namespace Helpline.Routing.Figures;

/// <summary>Which contacts are ringing at somebody.</summary>
internal sealed class OpenOffers
{
    private readonly HashSet<AssignmentId> open = [];
    private readonly Dictionary<ContactId, int> ringing = [];

    public bool RingFor(ContactId contact) => ringing.ContainsKey(contact);

    public void Put(AssignmentFacts assignment)
    {
        var rings = assignment.State == AssignmentState.Offered;
        if (rings ? !open.Add(assignment.Id) : !open.Remove(assignment.Id))
        {
            return;
        }

        var count = ringing.GetValueOrDefault(assignment.Contact) + (rings ? 1 : -1);
        if (count == 0)
        {
            ringing.Remove(assignment.Contact);
        }
        else
        {
            ringing[assignment.Contact] = count;
        }
    }

    public void Clear()
    {
        open.Clear();
        ringing.Clear();
    }
}
