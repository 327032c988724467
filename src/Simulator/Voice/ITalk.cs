namespace Helpline.Simulator.Voice;

/// <summary>A place where several calls hear each other: a conference or a bridge.</summary>
internal interface ITalk
{
    void Say(CallLeg from, string text, Speaker speaker);
}
