using BenchmarkDotNet.Attributes;
using OrleansSms.Smpp.Text;

namespace OrleansSms.Benchmarks.Text;

/// <summary>A text to its segments.</summary>
public class SegmentationBenchmark
{
    private const string Sentence = "Your parcel 48311 is on its way and will be with you between nine and eleven o'clock tomorrow. ";

    private readonly string _short = Sentence;
    private readonly string _long = Sentence + Sentence + Sentence + Sentence;

    /// <summary>One segment of GSM 7-bit.</summary>
    [Benchmark]
    public IReadOnlyList<Segment> One_gsm7() => Segmenter.Split(_short, SmsEncoding.Gsm7);

    /// <summary>Three segments of GSM 7-bit.</summary>
    [Benchmark]
    public IReadOnlyList<Segment> Three_gsm7() => Segmenter.Split(_long, SmsEncoding.Gsm7);

    /// <summary>Two segments of UCS-2.</summary>
    [Benchmark]
    public IReadOnlyList<Segment> Two_ucs2() => Segmenter.Split(_short, SmsEncoding.Ucs2);
}
