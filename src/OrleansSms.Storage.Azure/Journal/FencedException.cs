namespace OrleansSms.Storage.Azure.Journal;

/// <summary>The journal is not as its owner left it: another owns it now, or an append is there that was given up. Who holds it must open it anew.</summary>
internal sealed class FencedException() : Exception("The journal has gone on without its owner.");
