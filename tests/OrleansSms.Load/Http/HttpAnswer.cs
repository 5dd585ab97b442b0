namespace OrleansSms.Load.Http;

/// <summary>An answer; its body is valid until the next exchange on the connection.</summary>
internal readonly record struct HttpAnswer(int Status, bool Replayed, ReadOnlyMemory<byte> Body);
