/** Eight bits for each of red, green, blue and, where there are four channels, opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

const white = 255;

/** As the picture looks on paper. */
export function onWhite({ width, height, channels, data }: Pixels): Pixels {
  if (channels === 3) return { width, height, channels, data };
  const flat = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const opacity = data[4 * pixel + 3] ?? white;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = data[4 * pixel + channel] ?? white;
      flat[3 * pixel + channel] = Math.round((value * opacity + white * (white - opacity)) / white);
    }
  }
  return { width, height, channels: 3, data: flat };
}

/** Scaled down, where it is larger, so that both sides fit: each new pixel is the mean of those that it covers. */
export function fittedInto(pixels: Pixels, mostWide: number, mostHigh: number): Pixels {
  const scale = Math.min(1, mostWide / pixels.width, mostHigh / pixels.height);
  if (scale === 1) return pixels;
  const { width: oldWidth, height: oldHeight, channels, data } = pixels;
  const width = Math.max(1, Math.round(oldWidth * scale));
  const height = Math.max(1, Math.round(oldHeight * scale));
  const smaller = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = covered(y, height, oldHeight);
    for (let x = 0; x < width; x += 1) {
      const [left, right] = covered(x, width, oldWidth);
      const count = (right - left) * (bottom - top);
      for (let channel = 0; channel < channels; channel += 1) {
        let sum = 0;
        for (let row = top; row < bottom; row += 1) {
          for (let column = left; column < right; column += 1) {
            sum += data[(row * oldWidth + column) * channels + channel] ?? 0;
          }
        }
        smaller[(y * width + x) * channels + channel] = Math.round(sum / count);
      }
    }
  }
  return { width, height, channels, data: smaller };
}

/** The old pixels, at least one, that a new one covers. */
function covered(index: number, count: number, oldCount: number): readonly [number, number] {
  const from = Math.floor((index * oldCount) / count);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * oldCount) / count))];
}
