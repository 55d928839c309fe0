/** The thread that trains: rows in, the saved model out. */
import { parentPort, workerData } from 'node:worker_threads'
import { type LabelledText, saveModel, trainModel } from '../model/model.ts'

parentPort?.postMessage(saveModel(trainModel(workerData as LabelledText[])))
