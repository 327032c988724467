using System.Threading.Channels;

namespace Helpline.Simulator.Voice;

/// <summary>Keys pressed and words said while a verb listens for them.</summary>
internal sealed class KeyListener(bool keys, bool speech)
{
    private readonly Channel<string> heard = Channel.CreateUnbounded<string>();

    /// <summary>Ends the prompt at the first key or word.</summary>
    public event EventHandler? First;

    public ChannelReader<string> Reader => heard.Reader;

    public void Press(char key)
    {
        if (keys)
        {
            Take(key.ToString());
        }
    }

    public void Say(string text)
    {
        if (speech)
        {
            Take(text);
        }
    }

    private void Take(string what)
    {
        heard.Writer.TryWrite(what);
        First?.Invoke(this, EventArgs.Empty);
    }
}
